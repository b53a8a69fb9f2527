// norace

// Access: strings made from the same bytes are only read.
package main

func main() {
	s := string([]byte("abc"))
	done := make(chan bool)
	go func() {
		use(s[1:])
		done <- true
	}()
	use(s + "x")
	<-done
}

func use(...any) {}
