// run exit=2
// All goroutines asleep: every one is reported with its reason and place.
package main

import "sync"

func wait(c chan int) { <-c }

func main() {
	c := make(chan int)
	go wait(c)
	go func() {
		var n chan string
		n <- ""
	}()
	go func() { select {} }()
	go func() {
		d := make(chan int)
		select {
		case <-c:
		case d <- 1:
		}
	}()
	go func() {
		var mu sync.Mutex
		mu.Lock()
		mu.Lock()
	}()
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
	close(c)
}
