// race

// Access: an element through a pointer to the array.
package main

func main() {
	var a [4]int
	p := &a
	done := make(chan bool)
	go func() {
		p[2] = 1
		done <- true
	}()
	use(a[2])
	<-done
}

func use(...any) {}
