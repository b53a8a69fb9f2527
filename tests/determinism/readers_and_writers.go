package main

import (
	"fmt"
	"sync"
)

func main() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	value, seen := 0, make([]int, 5)
	for i := 0; i < 5; i++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for j := 0; j < 3000; j++ {
				rw.RLock()
				seen[i] += value
				rw.RUnlock()
			}
		}()
		go func() {
			defer wg.Done()
			for j := 0; j < 300; j++ {
				rw.Lock()
				value++
				rw.Unlock()
				for k := 0; k < 200; k++ {
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(value, seen)
}
