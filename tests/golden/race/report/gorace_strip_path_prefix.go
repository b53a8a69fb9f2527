// run exit=66 flags=-race env=GORACE=strip_path_prefix=tests/golden/
// modes: plain

// Report: strip_path_prefix takes its value away from the front of file names.
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
