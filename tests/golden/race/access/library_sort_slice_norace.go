// norace

// Access: the library sorts a slice in place; here one after the other.
package main

import "sort"

func main() {
	s := []int{3, 2, 1}
	done := make(chan bool)
	go func() {
		sort.Ints(s)
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
