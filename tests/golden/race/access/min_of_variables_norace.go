// norace

// Access: min reads its arguments; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	use(min(x, 5))
}

func use(...any) {}
