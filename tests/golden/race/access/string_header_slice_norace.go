// norace

// Access: writing a string variable conflicts with slicing it; here one after the other.
package main

func main() {
	s := "short"
	done := make(chan bool)
	go func() {
		s = "longer"
		done <- true
	}()
	<-done
	use(s[1:])
}

func use(...any) {}
