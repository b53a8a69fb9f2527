// norace

// Access: a copy of no elements is no access.
package main

func main() {
	d, s := make([]int, 4), []int{}
	done := make(chan bool)
	go func() {
		copy(d, s)
		done <- true
	}()
	d[0] = 1
	<-done
}
