// race

// Access: writing a slice variable conflicts with its len.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = s[:1]
		done <- true
	}()
	use(len(s))
	<-done
}

func use(...any) {}
