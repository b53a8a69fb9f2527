// norace

// Access: copy writes the elements of its destination; here one after the other.
package main

func main() {
	d, s := make([]int, 4), make([]int, 4)
	done := make(chan bool)
	go func() {
		copy(d, s)
		done <- true
	}()
	<-done
	use(d[2])
}

func use(...any) {}
