// norace

// Access: two reads do not conflict.
package main

func main() {
	x := 0
	x = 1
	done := make(chan bool)
	go func() {
		use(x)
		done <- true
	}()
	use(x)
	<-done
}

func use(...any) {}
