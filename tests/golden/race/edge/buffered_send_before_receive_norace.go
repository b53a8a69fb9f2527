// norace

// Row "buffered channel": k-th send -> completion of k-th receive.
package main

func main() {
	x := 0
	c := make(chan int, 3)
	go func() {
		for i := 0; i < 10; i++ {
			x++
			c <- i
		}
		close(c)
	}()
	for range c {
	}
	x++
}
