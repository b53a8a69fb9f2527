// race

// Access: copying a mutex reads its state.
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
	t := *s
	use(t.pad)
	<-done
}

func use(...any) {}
