// norace

// Row "select": both sides of an exchange are selects.
package main

var x int

func main() {
	c, never := make(chan int), make(chan int)
	go func() {
		x = 1
		select {
		case c <- 1:
		case never <- 1:
		}
	}()
	select {
	case <-never:
	case <-c:
	}
	x = 2
}
