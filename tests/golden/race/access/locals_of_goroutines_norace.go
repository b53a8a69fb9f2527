// norace

// Access: locals of two calls of one function.
package main

func work() int {
	n := 0
	for i := range 10 {
		n += i
	}
	return n
}

func main() {

	done := make(chan bool)
	go func() {
		work()
		done <- true
	}()
	work()
	<-done
}
