// norace

// Access: slicing does not read elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	use(s[1:3])
	<-done
}

func use(...any) {}
