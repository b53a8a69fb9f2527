// run exit=2 flags=-race
// modes: plain

// Report, section 3 point 7: when all goroutines are asleep, race mode says so.
package main

func main() {
	c := make(chan int)
	go func() { <-c }()
	<-c
}
