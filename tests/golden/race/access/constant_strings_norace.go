// norace

// Access: constants are no places.
package main

func main() {
	const k = "k"
	done := make(chan bool)
	go func() {
		use(k)
		done <- true
	}()
	use(k)
	<-done
}

func use(...any) {}
