// norace

// Row "sync.Pool": Put(x) -> Get that returns that x.
package main

import (
	"runtime"
	"sync"
)

func main() {
	pool := sync.Pool{New: func() any { return new(int) }}
	put := make(chan bool, 1)
	go func() {
		p := pool.Get().(*int)
		*p = 1
		pool.Put(p)
		put <- true
	}()
	for len(put) == 0 {
		runtime.Gosched()
	}
	p := pool.Get().(*int)
	*p = 2
}
