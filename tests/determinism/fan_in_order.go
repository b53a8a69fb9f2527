package main

import (
	"fmt"
	"math/rand"
)

func main() {
	results := make(chan int, 3)
	for i := 0; i < 10; i++ {
		go func() {
			for n := rand.Intn(50000); n > 0; n-- {
			}
			results <- i
		}()
	}
	for i := 0; i < 10; i++ {
		fmt.Print(<-results, " ")
	}
	fmt.Println()
}
