// race

// Access: an array converted to an interface is read.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	use(a)
	<-done
}

func use(...any) {}
