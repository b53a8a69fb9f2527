// norace

// Access: a package variable; here one after the other.
package main

var x int

func main() {

	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
