// race

// Access: an element of an array, by a variable index.
package main

func main() {
	var a [4]int
	i := 3
	done := make(chan bool)
	go func() {
		a[i] = 1
		done <- true
	}()
	use(a[3])
	<-done
}

func use(...any) {}
