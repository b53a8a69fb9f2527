// norace

// Access: len of a slice does not read elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	use(len(s), cap(s))
	<-done
}

func use(...any) {}
