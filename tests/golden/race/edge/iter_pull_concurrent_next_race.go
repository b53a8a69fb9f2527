// race

// Row "iter.Pull": concurrent next calls race.
package main

import "iter"

func main() {
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	})
	defer stop()
	done := make(chan bool)
	go func() {
		next()
		done <- true
	}()
	next()
	<-done
}
