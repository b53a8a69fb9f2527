// norace

// Access: a receive writes an element; here one after the other.
package main

func main() {
	s := make([]int, 2)
	c := make(chan int, 1)
	c <- 1
	done := make(chan bool)
	go func() {
		s[1] = <-c
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
