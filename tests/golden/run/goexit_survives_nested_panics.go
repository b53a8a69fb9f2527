// run

// A Goexit goes on when the last of several panics in its deferred calls is recovered.
package main

import (
	"fmt"
	"runtime"
)

func f() {
	defer func() { fmt.Println(recover()) }()
	defer func() { panic(2) }()
	defer func() { panic(1) }()
	runtime.Goexit()
}

func main() {
	done := make(chan int)
	go func() {
		defer close(done)
		f()
		fmt.Println("not reached: Goexit cannot be cancelled")
	}()
	<-done
}
