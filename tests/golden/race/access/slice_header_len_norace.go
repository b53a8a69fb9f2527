// norace

// Access: writing a slice variable conflicts with its len; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = s[:1]
		done <- true
	}()
	<-done
	use(len(s))
}

func use(...any) {}
