// norace

// Access: an object published through an atomic pointer.
package main

import "sync/atomic"

type pair struct{ a, b int }

func main() {
	var p atomic.Pointer[pair]
	done := make(chan bool)
	go func() {
		p.Store(&pair{1, 2})
		done <- true
	}()
	if q := p.Load(); q != nil {
		use(q.a)
	}
	<-done
}

func use(...any) {}
