// race

// Access: writing a slice variable conflicts with s == nil.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s = nil
		done <- true
	}()
	use(s == nil)
	<-done
}

func use(...any) {}
