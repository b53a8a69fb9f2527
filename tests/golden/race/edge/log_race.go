// race

// Row "fmt, log, ...", section 3 point 3: the lock of package log orders nothing.
package main

import (
	"log"
	"runtime"
)

var x int

func main() {
	logged := make(chan bool, 1)
	go func() {
		x = 1
		log.Print("a")
		logged <- true
	}()
	for len(logged) == 0 {
		runtime.Gosched()
	}
	log.Print("b")
	x = 2
}
