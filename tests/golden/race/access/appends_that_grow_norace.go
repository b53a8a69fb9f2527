// norace

// Access: two appends that both grow only read.
package main

func main() {
	s := make([]int, 2, 2)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	use(append(s, 2))
	<-done
}

func use(...any) {}
