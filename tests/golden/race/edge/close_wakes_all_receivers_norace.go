// norace

// Row "close": close -> every receiver, those that wait and those that come later.
package main

import "sync"

func main() {
	x := 0
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 10; i++ {
		go func() {
			defer wg.Done()
			<-c
			use(x)
		}()
	}
	x = 1
	close(c)
	wg.Wait()
}

func use(int) {}
