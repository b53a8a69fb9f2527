// race

// Access: range over an integer reads the variable.
package main

func main() {
	n := 1
	done := make(chan bool)
	go func() {
		n = 2
		done <- true
	}()
	for range n {
	}
	<-done
}
