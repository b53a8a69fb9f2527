// norace

// Access: x++ reads and writes x; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
