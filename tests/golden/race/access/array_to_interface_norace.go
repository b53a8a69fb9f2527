// norace

// Access: an array converted to an interface is read; here one after the other.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	<-done
	use(a)
}

func use(...any) {}
