// race

// Access: a variable of type bool, tested by an if.
package main

func main() {
	b := false
	done := make(chan bool)
	go func() {
		b = true
		done <- true
	}()
	if b {
		use(1)
	}
	<-done
}

func use(...any) {}
