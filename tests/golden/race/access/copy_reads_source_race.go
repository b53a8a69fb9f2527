// race

// Access: copy reads the elements of its source.
package main

func main() {
	d, s := make([]int, 4), make([]int, 4)
	done := make(chan bool)
	go func() {
		copy(d, s)
		done <- true
	}()
	s[3] = 1
	<-done
}
