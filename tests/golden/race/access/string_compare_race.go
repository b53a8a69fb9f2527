// race

// Access: == of strings reads the variables.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	use(s == "c")
	<-done
}

func use(...any) {}
