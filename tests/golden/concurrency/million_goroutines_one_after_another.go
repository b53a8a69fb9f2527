// run flags=--max-heap=16M
// modes: plain

// Ended goroutines are reused: the memory stays flat. (One million here; ten by hand.)
package main

import "fmt"

func main() {
	c := make(chan int)
	sum := 0
	for i := 0; i < 1000000; i++ {
		go func() { c <- i & 1 }()
		sum += <-c
	}
	fmt.Println(sum)
}
