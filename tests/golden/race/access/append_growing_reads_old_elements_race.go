// race

// Access: append that grows reads the old elements.
package main

func main() {
	s := make([]int, 2, 2)
	done := make(chan bool)
	go func() {
		use(append(s, 1))
		done <- true
	}()
	s[0] = 1
	<-done
}

func use(...any) {}
