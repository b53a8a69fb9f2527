// race

// Access: assigning an interface variable reads it.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	b := a
	use(b)
	<-done
}

func use(...any) {}
