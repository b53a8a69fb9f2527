package main

import (
	"fmt"
	"sync"
)

func pick(i int) int { return i * i % 7 }

// Appending to one slice from several goroutines loses elements.
func main() {
	var wg sync.WaitGroup
	var log []int
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 9000; j++ {
				s := log
				pick(j)
				log = append(s, i)
			}
		}()
	}
	wg.Wait()
	counts := make([]int, 5)
	for _, i := range log {
		counts[i]++
	}
	fmt.Println(len(log), counts)
}
