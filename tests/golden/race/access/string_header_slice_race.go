// race

// Access: writing a string variable conflicts with slicing it.
package main

func main() {
	s := "short"
	done := make(chan bool)
	go func() {
		s = "longer"
		done <- true
	}()
	use(s[1:])
	<-done
}

func use(...any) {}
