// race

// Row "fmt, log, math/rand, ...", section 3 point 3: the global source of math/rand orders nothing.
package main

import (
	"math/rand"
	"runtime"
)

var x int

func main() {
	drawn := make(chan bool, 1)
	go func() {
		x = 1
		rand.Int()
		drawn <- true
	}()
	for len(drawn) == 0 {
		runtime.Gosched()
	}
	rand.Int()
	x = 2
}
