// norace

// Access: f == nil reads the function variable; here one after the other.
package main

func main() {
	var f func()
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	<-done
	use(f == nil)
}

func use(...any) {}
