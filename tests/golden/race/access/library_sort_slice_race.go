// race

// Access: the library sorts a slice in place.
package main

import "sort"

func main() {
	s := []int{3, 2, 1}
	done := make(chan bool)
	go func() {
		sort.Ints(s)
		done <- true
	}()
	use(s[1])
	<-done
}

func use(...any) {}
