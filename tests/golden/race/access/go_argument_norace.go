// norace

// Access: the arguments of go are read at the statement; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	go use(x)
}

func use(...any) {}
