// race

// Access: defer reads the function value at the statement.
package main

func main() {
	f := func() {}
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	defer f()
	<-done
}
