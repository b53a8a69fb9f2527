// race

// Access: []byte(s) reads the variable.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	use([]byte(s))
	<-done
}

func use(...any) {}
