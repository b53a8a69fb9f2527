// norace

// Access: assigning to the blank identifier is no access.
package main

func main() {

	done := make(chan bool)
	go func() {
		_ = 1
		done <- true
	}()
	_ = 2
	<-done
}
