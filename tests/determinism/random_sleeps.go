package main

import (
	"fmt"
	"math/rand"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	for i := 0; i < 12; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 3; j++ {
				time.Sleep(time.Duration(rand.Intn(1000)) * time.Millisecond)
			}
			fmt.Println(i, time.Since(start))
		}()
	}
	wg.Wait()
}
