// race

// Access: writing a slice variable conflicts with indexing it.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = make([]int, 8)
		done <- true
	}()
	use(s[0])
	<-done
}

func use(...any) {}
