// run

// A walk that locks the next element before it unlocks the last keeps them apart, also when the last one is a named result of
// a function with a deferred call.
package main

import (
	"fmt"
	"sync"
)

func walk(list []*sync.Mutex) (prev *sync.Mutex) {
	defer func() {}()
	for i, cur := range list {
		if i > 0 {
			cur.Lock()
			prev.Unlock()
		}
		prev = cur
	}
	return
}

func main() {
	a, b := new(sync.Mutex), new(sync.Mutex)
	a.Lock()
	walk([]*sync.Mutex{a, b})
	fmt.Println(a.TryLock(), b.TryLock())
}
