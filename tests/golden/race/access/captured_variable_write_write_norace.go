// norace

// Access: a captured variable, written by both; here one after the other.
package main

func main() {
	x := 0
	_ = x
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	x = 2
}
