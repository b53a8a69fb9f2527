// norace

// Access: range over an integer reads the variable; here one after the other.
package main

func main() {
	n := 1
	done := make(chan bool)
	go func() {
		n = 2
		done <- true
	}()
	<-done
	for range n {
	}
}
