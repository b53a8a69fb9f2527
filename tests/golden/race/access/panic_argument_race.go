// race

// Access: panic reads its argument.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	func() {
		defer func() { recover() }()
		panic(x)
	}()
	<-done
}
