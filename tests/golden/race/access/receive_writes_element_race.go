// race

// Access: a receive writes an element.
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
	use(s[1])
	<-done
}

func use(...any) {}
