// norace

// Access: the condition of a for statement reads its variable; here one after the other.
package main

func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		done <- true
	}()
	<-done
	for n > 5 {
	}
}
