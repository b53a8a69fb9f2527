package main

import "fmt"

func main() {
	c := make(chan int, 1)
	misses := 0
	go func() {
		for i := 0; i < 200; i++ {
			for k := 0; k < 400; k++ {
			}
			c <- i
		}
		close(c)
	}()
	got := 0
	for {
		select {
		case x, ok := <-c:
			if !ok {
				fmt.Println(got, misses)
				return
			}
			got = got*7%10007 + x
		default:
			misses++
		}
	}
}
