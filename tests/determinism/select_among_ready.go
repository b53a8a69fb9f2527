package main

import "fmt"

// Which of several ready cases a select takes.
func main() {
	a, b, c := make(chan int, 300), make(chan int, 300), make(chan int, 300)
	for i := 0; i < 300; i++ {
		a <- i
		b <- i
		c <- i
	}
	order := make([]byte, 0, 900)
	for len(order) < 900 {
		select {
		case <-a:
			order = append(order, 'a')
		case <-b:
			order = append(order, 'b')
		case <-c:
			order = append(order, 'c')
		}
	}
	fmt.Println(string(order))
}
