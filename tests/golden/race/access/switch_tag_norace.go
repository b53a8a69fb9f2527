// norace

// Access: the tag of a switch is read; here one after the other.
package main

func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		done <- true
	}()
	<-done
	switch n {
	case 7:
		use(n)
	}
}

func use(...any) {}
