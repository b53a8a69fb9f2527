// norace

// Access: each iteration has its own loop variable.
package main

func main() {
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			use(i)
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
}

func use(int) {}
