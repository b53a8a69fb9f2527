// race

// Access: min reads its arguments.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	use(min(x, 5))
	<-done
}

func use(...any) {}
