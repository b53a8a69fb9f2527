// run exit=66 flags=-race env=GORACE=speed=9
// modes: plain

// An option that GORACE does not have is named.
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
