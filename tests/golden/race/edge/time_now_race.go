// race

// Row "... time.Now": reading the clock orders nothing.
package main

import (
	"runtime"
	"time"
)

var x int

func main() {
	read := make(chan bool, 1)
	go func() {
		x = 1
		time.Now()
		read <- true
	}()
	for len(read) == 0 {
		runtime.Gosched()
	}
	time.Now()
	x = 2
}
