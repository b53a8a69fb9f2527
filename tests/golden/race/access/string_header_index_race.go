// race

// Access: writing a string variable conflicts with indexing it.
package main

func main() {
	s := "short"
	done := make(chan bool)
	go func() {
		s = "longer"
		done <- true
	}()
	use(s[0])
	<-done
}

func use(...any) {}
