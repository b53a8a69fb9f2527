// norace

// Access: an element of an array, by a constant index; here one after the other.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[1] = 1
		done <- true
	}()
	<-done
	use(a[1])
}

func use(...any) {}
