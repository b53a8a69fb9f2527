// norace

// Access: writing a slice variable conflicts with s == nil; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = nil
		done <- true
	}()
	<-done
	use(s == nil)
}

func use(...any) {}
