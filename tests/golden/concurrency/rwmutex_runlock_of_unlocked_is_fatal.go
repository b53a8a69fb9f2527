// run exit=2

package main

import "sync"

func main() {
	defer func() { println(recover() != nil) }()
	var rw sync.RWMutex
	rw.RLock()
	rw.RUnlock()
	rw.RUnlock()
}
