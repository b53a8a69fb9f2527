// race

// Access: an element of an array, by a constant index.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[1] = 1
		done <- true
	}()
	use(a[1])
	<-done
}

func use(...any) {}
