// race

// Access: writing a slice variable conflicts with its cap.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = s[:1]
		done <- true
	}()
	use(cap(s))
	<-done
}

func use(...any) {}
