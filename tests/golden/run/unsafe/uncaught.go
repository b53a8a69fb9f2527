// run exit=2

// The panic has the place of the conversion.
package main

import "unsafe"

func main() {
	b := []byte{1, 2, 3}
	p := unsafe.Pointer(&b[0])
	println(*(*uint64)(p))
}
