// norace

// Row "go": a method called by a go statement, on a receiver written before.
package main

type counter struct{ n int }

func (c *counter) inc(done chan bool) {
	c.n++
	done <- true
}

func main() {
	c := &counter{}
	c.n = 1
	done := make(chan bool)
	go c.inc(done)
	<-done
	c.n++
}
