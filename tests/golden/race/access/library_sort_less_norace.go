// norace

// Access: a function called by the library reads; here one after the other.
package main

import "sort"

func main() {
	s := []int{3, 2, 1}
	done := make(chan bool)
	go func() {
		sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
		done <- true
	}()
	<-done
	s[1] = 7
}
