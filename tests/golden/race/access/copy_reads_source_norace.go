// norace

// Access: copy reads the elements of its source; here one after the other.
package main

func main() {
	d, s := make([]int, 4), make([]int, 4)
	done := make(chan bool)
	go func() {
		copy(d, s)
		done <- true
	}()
	<-done
	s[3] = 1
}
