// norace

// Access: copying a struct reads its atomic field plainly; here one after the other.
package main

import "sync/atomic"

type stats struct {
	pad int
	n   atomic.Int32
}

func main() {
	s := &stats{}
	done := make(chan bool)
	go func() {
		s.n.Store(1)
		done <- true
	}()
	<-done
	t := *s
	use(t.pad)
}

func use(...any) {}
