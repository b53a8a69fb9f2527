// run exit=66 flags=-race env=GORACE=log_path=stdout
// modes: plain

// Report: log_path=stdout sends the reports to standard output.
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
