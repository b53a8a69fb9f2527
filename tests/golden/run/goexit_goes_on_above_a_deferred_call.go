// run

// A Goexit in a deferred call goes on when a panic that went past that call was recovered; its frame still stands.
package main

import (
	"fmt"
	"runtime"
)

func x() {
	defer func() { panic(1) }()
	runtime.Goexit()
}

func f() {
	defer func() { runtime.GC(); fmt.Println("last") }()
	defer func() { fmt.Println(recover()) }()
	defer func() { x() }()
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
