// run flags=--leaks=warn

// Two goroutines lock two mutexes in opposite order: the report says who holds which, and since where.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var a, b sync.Mutex
	lock := func(first, second *sync.Mutex) {
		first.Lock()
		runtime.Gosched()
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	go lock(&a, &b)
	go lock(&b, &a)
	for i := 0; i < 3; i++ {
		runtime.Gosched()
	}
}
