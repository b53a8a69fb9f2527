// run
// modes: plain stress seeds

// The rules of channels: order, hand-off, close, nil, buffered and zero-size elements.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type pair struct {
	a int
	s string
}

func main() {
	// Values arrive in the order of sending, whatever the capacity.
	for _, capacity := range []int{0, 1, 3, 100} {
		c := make(chan pair, capacity)
		go func() {
			for i := 0; i < 5; i++ {
				c <- pair{i, fmt.Sprint("v", i)}
			}
			close(c)
		}()
		for p := range c {
			fmt.Print(p, " ")
		}
		p, ok := <-c
		fmt.Println(p, ok, len(c), cap(c))
	}

	// Senders and receivers wait in line.
	line := make(chan int)
	got := make(chan string, 10)
	for i := 0; i < 4; i++ {
		go func(i int) { got <- fmt.Sprint(i, ":", <-line) }(i)
		runtime.Gosched()
	}
	for i := 0; i < 4; i++ {
		line <- 10 * i
	}
	for i := 0; i < 4; i++ {
		fmt.Print(<-got, " ")
	}
	fmt.Println()

	// A nil channel in a select never proceeds.
	var never chan int
	select {
	case <-never:
		fmt.Println("impossible")
	case never <- 1:
		fmt.Println("impossible")
	default:
		fmt.Println("default")
	}

	// close wakes everybody.
	gate := make(chan struct{})
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			_, ok := <-gate
			done <- ok
		}()
	}
	runtime.Gosched()
	close(gate)
	fmt.Println(<-done, <-done, <-done)

	// Panics of misuse.
	try := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	try(func() { close(gate) })
	try(func() { gate <- struct{}{} })
	try(func() { var c chan int; close(c) })
	try(func() { n := -1; _ = make(chan int, n) })

	// A sender that waits while the channel is closed panics.
	full := make(chan int)
	go func() {
		for len(got) == 0 {
			runtime.Gosched()
		}
		close(full)
	}()
	go func() { got <- "go" }()
	try(func() { full <- 1 })
	<-got

	// Timeouts.
	select {
	case <-full:
		fmt.Println("closed")
	case <-time.After(time.Hour):
	}
	blocked := make(chan int)
	select {
	case <-blocked:
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}

	// Both directions of a select with several partners.
	in, out := make(chan int), make(chan int)
	go func() {
		sum := 0
		for i := 0; i < 10; i++ {
			select {
			case v := <-in:
				sum += v
			case out <- -1:
			}
		}
		close(out)
		fmt.Println("sum+outs known", sum >= 0)
		got <- "end"
	}()
	sent, received := 0, 0
	for i := 0; i < 10; i++ {
		if i%2 == 0 {
			in <- 1
			sent++
		} else {
			received += <-out
		}
	}
	<-got
	fmt.Println(sent, received)
}
