// race

// Access: a read shared by two goroutines conflicts with a write ordered after only one of them.
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
	x = 1
	<-b
}

func use(int) {}
