package main

import (
	"fmt"
	"sync"
)

// A counter that goroutines read, change and write back while time slices end at any place.
func main() {
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 20000; j++ {
				x := n
				for k := 0; k < 3; k++ {
					x++
				}
				n = x
			}
		}()
	}
	wg.Wait()
	fmt.Println(n)
}
