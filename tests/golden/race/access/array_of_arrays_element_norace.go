// norace

// Access: an element of an array of arrays; here one after the other.
package main

func main() {
	var a [4][2]int16
	done := make(chan bool)
	go func() {
		a[2][1] = 1
		done <- true
	}()
	<-done
	use(a[2][1])
}

func use(...any) {}
