// norace

// Access: the second operand of && is read when the first is true; here one after the other.
package main

func main() {
	t, y := true, 0
	done := make(chan bool)
	go func() {
		y = 1
		done <- true
	}()
	<-done
	if t && y == 3 {
		use(1)
	}
}

func use(...any) {}
