// norace

// Access: the arguments of defer are read at the statement, not when the call runs.
package main

func main() {
	x := 0
	defer use(x)
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
}

func use(int) {}
