package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var order []int
	start := time.Now()
	for i := 0; i < 20; i++ {
		wg.Add(1)
		time.AfterFunc(time.Duration(i%4)*time.Second, func() {
			defer wg.Done()
			mu.Lock()
			order = append(order, i)
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(order, time.Since(start))
}
