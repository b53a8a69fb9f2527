// race

// Access: select reads the operands of cases it does not choose.
package main

func main() {
	x := 0
	var never chan int
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	select {
	case never <- x:
	default:
	}
	<-done
}
