// norace

// Access: s += y reads and writes s; here one after the other.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s += "b"
		done <- true
	}()
	<-done
	use(s)
}

func use(...any) {}
