// run

// A nil deferred function does not cancel a Goexit.
package main

import (
	"fmt"
	"runtime"
)

func f() {
	defer func() { fmt.Println(recover()) }()
	var n func()
	defer n()
	runtime.Goexit()
}

func main() {
	done := make(chan int)
	go func() {
		defer close(done)
		f()
		fmt.Println("not reached")
	}()
	<-done
}
