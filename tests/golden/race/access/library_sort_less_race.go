// race

// Access: a function called by the library reads.
package main

import "sort"

func main() {
	s := []int{3, 2, 1}
	done := make(chan bool)
	go func() {
		sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
		done <- true
	}()
	s[1] = 7
	<-done
}
