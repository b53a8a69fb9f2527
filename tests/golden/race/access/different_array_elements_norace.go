// norace

// Access: different elements do not conflict.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[0] = 1
		done <- true
	}()
	a[1] = 2
	<-done
}
