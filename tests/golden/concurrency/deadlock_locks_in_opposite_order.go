// run exit=2

// The report of a deadlock ends with who holds which lock since where, and the cycle.
package main

import (
	"runtime"
	"sync"
)

var a, b sync.Mutex

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		a.Lock()
		runtime.Gosched()
		b.Lock()
	}()
	go func() {
		defer wg.Done()
		b.Lock()
		runtime.Gosched()
		a.Lock()
	}()
	wg.Wait()
}
