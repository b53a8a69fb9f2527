// run exit=2

// A reader that locks again while a writer waits: the writer keeps new readers out, this one too.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var rw sync.RWMutex
	rw.RLock()
	go func() {
		rw.Lock()
		defer rw.Unlock()
	}()
	runtime.Gosched()
	rw.RLock()
}
