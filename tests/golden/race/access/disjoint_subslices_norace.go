// norace

// Access: disjoint parts of one array.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		clear(s[:2])
		done <- true
	}()
	clear(s[2:])
	<-done
}
