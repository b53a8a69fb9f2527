// race

// Row "package init", no edge: a goroutine started in init.
package main

var x int
var done = make(chan bool, 1)

func init() {
	go func() {
		x = 1
		done <- true
	}()
}

func main() {
	x = 2
	<-done
}
