// race

// Row "len(c), cap(c), nil channel": cap orders nothing.
package main

func main() {
	x := 0
	c, done := make(chan int, 1), make(chan bool)
	go func() {
		x = cap(c)
		done <- true
	}()
	x = cap(c)
	<-done
	_ = x
}
