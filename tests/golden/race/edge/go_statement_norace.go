// norace

// Row "go": the statement -> first instruction of the goroutine.
package main

var x = 1

func main() {
	done := make(chan bool)
	go func() {
		x = 2
		done <- true
	}()
	<-done
}
