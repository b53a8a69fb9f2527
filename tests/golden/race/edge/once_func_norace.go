// norace

// Row "Once, OnceFunc": the one call ends -> return of every call.
package main

import "sync"

func main() {
	x := 0
	f := sync.OnceFunc(func() { x = 1 })
	var wg sync.WaitGroup
	wg.Add(5)
	for range 5 {
		go func() {
			defer wg.Done()
			f()
			use(x)
		}()
	}
	wg.Wait()
}

func use(int) {}
