// norace

// Row "iter.Pull": an iterator passed on by a channel.
package main

import "iter"

func main() {
	x := 0
	next, stop := iter.Pull(func(yield func(int) bool) {
		for {
			x++
			if !yield(x) {
				return
			}
		}
	})
	defer stop()
	turn := make(chan bool)
	go func() {
		next()
		x++
		turn <- true
	}()
	<-turn
	next()
	x++
}
