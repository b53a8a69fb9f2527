// norace

// Access: writing a string variable conflicts with its len; here one after the other.
package main

func main() {
	s := "short"
	done := make(chan bool)
	go func() {
		s = "longer"
		done <- true
	}()
	<-done
	use(len(s))
}

func use(...any) {}
