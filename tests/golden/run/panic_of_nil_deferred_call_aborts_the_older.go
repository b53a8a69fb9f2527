// run

// Deferring a nil function during a panic raises another one, which aborts the first.
package main

import "fmt"

func g() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var n func()
	defer n()
	panic(1)
}

func main() {
	defer func() { fmt.Println("main:", recover()) }()
	defer g()
	panic("outer")
}
