// race

// Access: a captured variable, written and read.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
