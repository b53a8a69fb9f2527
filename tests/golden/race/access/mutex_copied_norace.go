// norace

// Access: copying a mutex reads its state; here one after the other.
package main

import "sync"

type stats struct {
	pad int
	mu  sync.Mutex
}

func main() {
	s := &stats{}
	done := make(chan bool)
	go func() {
		s.mu.Lock()
		done <- true
	}()
	<-done
	t := *s
	use(t.pad)
}

func use(...any) {}
