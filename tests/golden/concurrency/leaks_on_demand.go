// run flags=--leaks=off

// debug.Leaks finds what is blocked forever while the program runs; what its caller can still reach is not.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

func abandon() {
	c := make(chan int)
	go func() { c <- 1 }()
}

func main() {
	fmt.Println(debug.Leaks())
	c := make(chan int)
	go func() { <-c }()
	abandon()
	runtime.Gosched()
	for _, l := range debug.Leaks() {
		fmt.Println(l.ID, l.Reason)
		lines := strings.Split(strings.TrimSpace(l.String()), "\n")
		why, _, _ := strings.Cut(lines[len(lines)-1], "/")
		fmt.Println(lines[0], why != "")
	}
	close(c)
	runtime.Gosched()
	fmt.Println(len(debug.Leaks()), runtime.NumGoroutine())
}
