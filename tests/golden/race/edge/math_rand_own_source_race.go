// race

// Row "fmt, log, math/rand, ...": a source of one's own is not safe for concurrent use.
package main

import "math/rand"

func main() {
	r := rand.New(rand.NewSource(1))
	done := make(chan bool)
	go func() {
		r.Int()
		done <- true
	}()
	r.Int()
	<-done
}
