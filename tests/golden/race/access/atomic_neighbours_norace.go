// norace

// Access: an atomic field and a plain field beside it.
package main

import "sync/atomic"

type stats struct {
	n     atomic.Int32
	plain int32
}

func main() {
	p := &stats{}
	done := make(chan bool)
	go func() {
		p.n.Add(1)
		done <- true
	}()
	p.plain = 1
	<-done
}
