// race

// Row "sync.Pool": what is done with a value after its Put is not ordered with the next user.
package main

import (
	"runtime"
	"sync"
)

func main() {
	shared := new(int)
	pool := sync.Pool{New: func() any { return shared }}
	put := make(chan bool, 1)
	go func() {
		p := pool.Get().(*int)
		pool.Put(p)
		*p = 1
		put <- true
	}()
	for len(put) == 0 {
		runtime.Gosched()
	}
	p := pool.Get().(*int)
	*p = 2
}
