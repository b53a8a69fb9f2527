// norace

// Access: append that grows reads the old elements; here one after the other.
package main

func main() {
	s := make([]int, 2, 2)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	<-done
	s[0] = 1
}

func use(...any) {}
