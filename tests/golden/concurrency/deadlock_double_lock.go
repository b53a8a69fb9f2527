// run exit=2

package main

import "sync"

type counter struct {
	sync.Mutex
	n int
}

func (c *counter) add() {
	c.Lock()
	defer c.Unlock()
	c.n++
}

func main() {
	var c counter
	c.Lock()
	defer c.Unlock()
	c.add()
}
