// race

// Access: writing a string variable conflicts with its len.
package main

func main() {
	s := "short"
	done := make(chan bool)
	go func() {
		s = "longer"
		done <- true
	}()
	use(len(s))
	<-done
}

func use(...any) {}
