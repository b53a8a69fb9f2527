// race

// Access: s += y reads and writes s.
package main

func main() {
	s := "a"
	done := make(chan bool)
	go func() {
		s += "b"
		done <- true
	}()
	use(s)
	<-done
}

func use(...any) {}
