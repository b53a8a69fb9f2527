// norace

// Row "select": after both cases were chosen, both senders are ordered.
package main

var x, y int

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	go func() {
		x = 1
		a <- 1
	}()
	go func() {
		y = 1
		b <- 1
	}()
	for i := 0; i < 2; i++ {
		select {
		case <-a:
			x = 2
		case <-b:
			y = 2
		}
	}
	x, y = y, x
}
