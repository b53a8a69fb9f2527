// run exit=2
// A lock taken through sync.Locker, a method value or defer is said to be locked where the program called it.
package main

import "sync"

func main() {
	var rw sync.RWMutex
	var l sync.Locker = rw.RLocker()
	l.Lock()
	lock := rw.Lock
	lock()
}
