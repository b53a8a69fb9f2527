// norace

// Access: + of strings reads the variables; here one after the other.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s = "b"
		done <- true
	}()
	<-done
	use(s + "c")
}

func use(...any) {}
