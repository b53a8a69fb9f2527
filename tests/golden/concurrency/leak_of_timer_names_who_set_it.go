// run flags=--leaks=warn,--virtual-time

// A goroutine of a timer was created where the timer was set, whether the library function was inlined there or not.
package main

import "time"

type server struct{ done chan bool }

func (s *server) watch() { s.done <- true }

func start() {
	s := &server{make(chan bool)}
	time.AfterFunc(time.Second, s.watch)
}

func startTwice() {
	c := make(chan int)
	t := time.AfterFunc(time.Hour, func() { <-c })
	t.Reset(time.Second)
}

func main() {
	start()
	startTwice()
	time.Sleep(time.Minute)
}
