// run
// modes: plain seeds race
// (Under stress a collection comes between any two statements, and two of them empty a pool.)

package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var p sync.Pool
	fmt.Println(p.Get())
	p.Put(nil)
	fmt.Println(p.Get())
	p.Put("a")
	fmt.Println(p.Get(), p.Get())

	made := 0
	q := sync.Pool{New: func() any { made++; return made }}
	fmt.Println(q.Get(), q.Get())
	q.Put(7)
	fmt.Println(q.Get(), q.Get())

	// Two collections empty it.
	q.Put("old")
	runtime.GC()
	runtime.GC()
	runtime.GC()
	fmt.Println(q.Get())
}
