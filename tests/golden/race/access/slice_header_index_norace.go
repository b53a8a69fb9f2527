// norace

// Access: writing a slice variable conflicts with indexing it; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = make([]int, 8)
		done <- true
	}()
	<-done
	use(s[0])
}

func use(...any) {}
