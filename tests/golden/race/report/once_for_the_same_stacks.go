// race

// Report: the same race from the same two stacks is reported once.
package main

import "runtime"

var total int

func racer(turn chan bool) {
	total = 1
	turn <- true
}

func main() {
	turn := make(chan bool, 1)
	for i := 0; i < 10; i++ {
		go racer(turn)
		for len(turn) == 0 {
			runtime.Gosched()
		}
		total = 2
		<-turn
	}
}
