// norace

// Row "go": the edges of two go statements chain.
package main

var x = 1

func main() {
	done := make(chan bool)
	go func() {
		go func() {
			x = 2
			done <- true
		}()
	}()
	<-done
}
