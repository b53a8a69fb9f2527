// race

// Row "fmt, log, ...", section 3 point 3: printing between two accesses orders nothing.
package main

import (
	"fmt"
	"runtime"
)

var x int

func main() {
	printed := make(chan bool, 1)
	go func() {
		x = 1
		fmt.Println("a")
		printed <- true
	}()
	for len(printed) == 0 {
		runtime.Gosched()
	}
	fmt.Println("b")
	x = 2
}
