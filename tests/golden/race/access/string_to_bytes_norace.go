// norace

// Access: []byte(s) reads the variable; here one after the other.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	<-done
	use([]byte(s))
}

func use(...any) {}
