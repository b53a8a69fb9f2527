// norace

// Access: select reads the operands of cases it does not choose; here one after the other.
package main

func main() {
	x := 0
	var never chan int
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	select {
	case never <- x:
	default:
	}
}
