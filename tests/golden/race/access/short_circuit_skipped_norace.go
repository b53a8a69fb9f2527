// norace

// Access: the second operand of && is not read when the first is false.
package main

func main() {
	f, y := false, 0
	done := make(chan bool)
	go func() {
		y = 1
		done <- true
	}()
	if f && y == 3 {
		use(1)
	}
	<-done
}

func use(...any) {}
