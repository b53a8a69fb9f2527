// race

// Access: []rune(s) reads the variable.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	use([]rune(s))
	<-done
}

func use(...any) {}
