// norace

// Row "package init": what an init did before its go statement is ordered before the goroutine.
package main

var x int
var done = make(chan bool, 1)

func init() {
	x = 1
	go func() {
		x = 2
		done <- true
	}()
}

func main() {
	<-done
	x = 3
}
