// race

// Access: the arguments of go are read at the statement.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	go use(x)
	<-done
}

func use(...any) {}
