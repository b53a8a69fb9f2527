// race

// Access: a call reads the function variable.
package main

func main() {
	f := func() {}
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	f()
	<-done
}
