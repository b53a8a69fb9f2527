// run exit=2
// modes: plain stress seeds
// (In race mode the frame of main holds the channel no longer, so that nobody is said to reach it.)
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
