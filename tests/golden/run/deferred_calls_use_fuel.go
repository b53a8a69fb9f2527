// run exit=2 flags=--fuel=1000000

// Deferred calls use fuel: a program that makes nothing else gives way to others and ends at its limit.
package main

import "fmt"

var depth int

func dec() { depth-- }

func f() {
	if depth >= 60 {
		return
	}
	depth++
	defer dec()
	defer f()
	defer f()
}

func main() {
	go func() { fmt.Println("other goroutine ran") }()
	f()
}
