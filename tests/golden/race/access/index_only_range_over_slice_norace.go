// norace

// Access: range over a slice without a value does not read elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	for i := range s {
		use(i)
	}
	<-done
}

func use(...any) {}
