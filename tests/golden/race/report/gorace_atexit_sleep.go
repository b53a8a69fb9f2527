// run exit=66 flags=-race env=GORACE=atexit_sleep_ms=1
// modes: plain

// Report: with atexit_sleep_ms the process waits before it ends; its report is the same.
package main

import "fmt"

func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		close(done)
	}()
	n = 2
	<-done
	fmt.Println("n is", n)
}
