// race

// Access: f == nil reads the function variable.
package main

func main() {
	var f func()
	done := make(chan bool)
	go func() {
		f = func() {}
		done <- true
	}()
	use(f == nil)
	<-done
}

func use(...any) {}
