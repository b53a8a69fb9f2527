// norace

// Access: a captured variable, written and read; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
