// race

// Access: a comma-ok receive writes both variables.
package main

func main() {
	v, ok := 0, false
	use(v)
	c := make(chan int, 1)
	c <- 1
	done := make(chan bool)
	go func() {
		v, ok = <-c
		done <- true
	}()
	use(ok)
	<-done
}

func use(...any) {}
