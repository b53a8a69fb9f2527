// run

// A single goroutine runs all finalizers: one that blocks keeps the others from running, as in Go.
package main

import (
	"fmt"
	"runtime"
)

type object struct{ self *object }

func main() {
	const objects = 3
	events := make(chan string, 10)
	release := make(chan bool)
	func() {
		for i := 0; i < objects; i++ {
			runtime.SetFinalizer(&object{}, func(*object) {
				events <- "begins"
				<-release
				events <- "ends"
			})
		}
	}()
	for i := 0; i < objects; i++ {
		for len(events) == 0 {
			runtime.GC()
			runtime.Gosched()
		}
		runtime.GC()
		for j := 0; j < 100; j++ {
			runtime.Gosched()
		}
		fmt.Println(<-events, len(events))
		release <- true
		fmt.Println(<-events)
	}
}
