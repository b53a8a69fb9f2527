// norace

// Access: elements of size zero are no places.
package main

func main() {
	s := make([]struct{}, 2)
	done := make(chan bool)
	go func() {
		s[0] = struct{}{}
		done <- true
	}()
	s[0] = struct{}{}
	<-done
}
