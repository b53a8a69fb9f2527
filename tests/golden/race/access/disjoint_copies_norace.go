// norace

// Access: copies into disjoint ranges.
package main

func main() {
	s, t := make([]int, 4), make([]int, 2)
	done := make(chan bool)
	go func() {
		copy(s[:2], t)
		done <- true
	}()
	copy(s[2:], t)
	<-done
}
