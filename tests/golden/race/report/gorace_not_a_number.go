// run exit=66 flags=-race env=GORACE=exitcode=many
// modes: plain

// A value of GORACE that is no number is named, and the default holds.
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
