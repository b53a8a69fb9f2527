// norace

// Access: a write after both of two unordered reads.
package main

func main() {
	x := 0
	a, b := make(chan bool), make(chan bool)
	go func() {
		use(x)
		a <- true
	}()
	go func() {
		use(x)
		b <- true
	}()
	<-a
	<-b
	x = 1
}

func use(int) {}
