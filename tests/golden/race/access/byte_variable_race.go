// race

// Access: a variable of one byte.
package main

func main() {
	var b byte
	done := make(chan bool)
	go func() {
		b = 1
		done <- true
	}()
	use(b)
	<-done
}

func use(...any) {}
