// race

// Accesses through converted pointers are accesses to the variable.
package main

import "unsafe"

func main() {
	x := [2]uint32{}
	done := make(chan bool)
	go func() {
		*(*uint64)(unsafe.Pointer(&x)) = 1
		done <- true
	}()
	x[1] = 2
	<-done
}
