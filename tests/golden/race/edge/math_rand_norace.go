// norace

// Row "fmt, log, math/rand, ...": drawing from the global source by several goroutines is no race.
package main

import "math/rand"

func main() {
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			rand.Int()
			rand.Perm(3)
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
}
