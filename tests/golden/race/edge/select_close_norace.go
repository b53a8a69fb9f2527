// norace

// Row "select": a case chosen because its channel is closed.
package main

var x int

func main() {
	c, never := make(chan int), make(chan int)
	go func() {
		x = 1
		close(c)
	}()
	select {
	case <-never:
	case <-c:
	}
	x = 2
}
