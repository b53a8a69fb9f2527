// race

// Access: the tag of a switch is read.
package main

func main() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		done <- true
	}()
	switch n {
	case 7:
		use(n)
	}
	<-done
}

func use(...any) {}
