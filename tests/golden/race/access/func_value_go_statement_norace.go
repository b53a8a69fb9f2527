// norace

// Access: a go statement reads the function variable; here one after the other.
package main

func main() {
	f := func() {}
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	<-done
	go f()
}
