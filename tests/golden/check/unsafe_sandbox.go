// run exit=1 flags=--sandbox

// Whoever is not trusted gets the sizes of things only.
package main

import "unsafe"

var p unsafe.Pointer

func main() {
	n := 1
	_ = unsafe.Slice(&n, 1)
	_ = unsafe.String(nil, 0)
	println(unsafe.Sizeof(n))
}
