// race

// Access: a captured variable, written by both.
package main

func main() {
	x := 0
	_ = x
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	x = 2
	<-done
}
