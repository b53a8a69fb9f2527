// race

// Access: an element of an array of arrays.
package main

func main() {
	var a [4][2]int16
	done := make(chan bool)
	go func() {
		a[2][1] = 1
		done <- true
	}()
	use(a[2][1])
	<-done
}

func use(...any) {}
