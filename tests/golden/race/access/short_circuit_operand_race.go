// race

// Access: the second operand of && is read when the first is true.
package main

func main() {
	t, y := true, 0
	done := make(chan bool)
	go func() {
		y = 1
		done <- true
	}()
	if t && y == 3 {
		use(1)
	}
	<-done
}

func use(...any) {}
