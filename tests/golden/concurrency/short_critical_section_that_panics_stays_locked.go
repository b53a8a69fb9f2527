// run

// A short critical section is as locked as a long one when an instruction in it panics, whatever the panic.
package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu    sync.Mutex
	total int
	bins  [4]int
	list  []int
	next  *counter
}

func divide(c *counter, by int) {
	c.mu.Lock()
	c.total++
	c.total /= by
	c.mu.Unlock()
}

func index(c *counter, i int) {
	c.mu.Lock()
	c.total++
	c.bins[i]++
	c.mu.Unlock()
}

func element(c *counter, i int) int {
	c.mu.Lock()
	c.total++
	x := c.list[i]
	c.mu.Unlock()
	return x
}

func follow(c *counter) {
	c.mu.Lock()
	c.total++
	c.next.total++
	c.mu.Unlock()
}

func shift(c *counter, by int) {
	c.mu.Lock()
	c.total++
	c.total <<= by
	c.mu.Unlock()
}

func deferred(c *counter, by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total /= by
}

func try(name string, f func(c *counter)) {
	c := &counter{list: []int{7}}
	func() {
		defer func() { fmt.Printf("%s: %v; total %d", name, recover(), c.total) }()
		f(c)
	}()
	free := c.mu.TryLock()
	fmt.Printf(", free %v\n", free)
}

func main() {
	for _, bad := range []bool{false, true} {
		pick := func(good, other int) int {
			if bad {
				return other
			}
			return good
		}
		try("divide", func(c *counter) { divide(c, pick(1, 0)) })
		try("index", func(c *counter) { index(c, pick(3, 4)) })
		try("element", func(c *counter) { element(c, pick(0, -1)) })
		try("follow", func(c *counter) {
			if !bad {
				c.next = c
			}
			follow(c)
		})
		try("shift", func(c *counter) { shift(c, pick(1, -1)) })
		try("deferred", func(c *counter) { deferred(c, pick(1, 0)) })
	}
	try("nil counter", func(c *counter) { index(nil, 0) })
}
