// run

// What a plain print of a struct shows of atomic values.
package main

import (
	"fmt"
	"sync/atomic"
)

type stats struct {
	hits   atomic.Int64
	misses atomic.Uint64
	small  atomic.Int32
	usmall atomic.Uint32
	ptr    atomic.Uintptr
	on     atomic.Bool
	last   atomic.Value
}

func main() {
	s := &stats{}
	s.hits.Add(5)
	s.small.Store(-1)
	s.on.Store(true)
	s.last.Store("x")
	fmt.Printf("%v\n%+v\n", s, s)
	fmt.Println(s.on.Load(), s.on.Swap(false), s.on.CompareAndSwap(true, false), s.on.CompareAndSwap(false, true), s.on.Load())
}
