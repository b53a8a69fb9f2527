// norace

// Access: append in place leaves the old elements alone.
package main

func main() {
	s := make([]int, 1, 4)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	s[0] = 2
	<-done
}

func use(...any) {}
