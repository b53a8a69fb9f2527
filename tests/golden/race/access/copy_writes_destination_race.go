// race

// Access: copy writes the elements of its destination.
package main

func main() {
	d, s := make([]int, 4), make([]int, 4)
	done := make(chan bool)
	go func() {
		copy(d, s)
		done <- true
	}()
	use(d[2])
	<-done
}

func use(...any) {}
