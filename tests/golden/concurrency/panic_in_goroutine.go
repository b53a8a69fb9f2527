// run exit=2

// A panic that no goroutine recovers ends the program with a report.
package main

import "fmt"

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprintf("failure %d", f.code) }

func worker(n int) {
	defer fmt.Println("deferred calls run first")
	defer func() {
		r := recover()
		panic(fmt.Sprintf("%v, again", r))
	}()
	if n > 2 {
		panic(failure{n})
	}
	worker(n + 1)
}

func main() {
	go worker(0)
	select {}
}
