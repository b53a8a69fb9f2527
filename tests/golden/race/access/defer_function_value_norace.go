// norace

// Access: defer reads the function value at the statement; here one after the other.
package main

func main() {
	f := func() {}
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	<-done
	defer f()
}
