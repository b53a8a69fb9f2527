// norace

// Access: an element of a slice; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[1] = 1
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
