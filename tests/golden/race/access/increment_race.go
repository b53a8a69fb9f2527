// race

// Access: x++ reads and writes x.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
