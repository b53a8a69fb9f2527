// norace

// Access: panic reads its argument; here one after the other.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	<-done
	func() {
		defer func() { recover() }()
		panic(x)
	}()
}
