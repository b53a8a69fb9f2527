package main

import "fmt"

type config struct{ a, b int }

// A reader that spins until it sees a pointer, with the writer changing what it points to.
func main() {
	var shared *config
	done := make(chan int)
	go func() {
		seen, torn := 0, 0
		for i := 0; i < 100000; i++ {
			if c := shared; c != nil {
				seen++
				if c.a != c.b {
					torn++
				}
			}
		}
		fmt.Println(seen, torn)
		done <- 1
	}()
	c := &config{}
	for i := 0; i < 60000; i++ {
		c.a = i
		for j := 0; j < 2; j++ {
			c.b = i
		}
		if i == 300 {
			shared = c
		}
	}
	<-done
}
