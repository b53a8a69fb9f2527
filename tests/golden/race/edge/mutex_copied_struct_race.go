// race

// Row "Mutex": a struct passed by value brings its own mutex, which excludes nobody else.
package main

import "sync"

type guarded struct {
	mu sync.Mutex
	n  *int
}

func (g guarded) inc() {
	g.mu.Lock()
	*g.n++
	g.mu.Unlock()
}

func main() {
	g := guarded{n: new(int)}
	done := make(chan bool)
	go func() {
		g.inc()
		done <- true
	}()
	g.inc()
	<-done
}
