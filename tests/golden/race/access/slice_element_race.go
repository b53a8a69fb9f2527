// race

// Access: an element of a slice.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[1] = 1
		done <- true
	}()
	use(s[1])
	<-done
}

func use(...any) {}
