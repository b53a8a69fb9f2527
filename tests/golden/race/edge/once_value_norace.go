// norace

// Row "Once, OnceValue": the one call ends -> return of every call.
package main

import "sync"

func main() {
	get := sync.OnceValue(func() *int {
		p := new(int)
		*p = 1
		return p
	})
	var wg sync.WaitGroup
	wg.Add(5)
	for range 5 {
		go func() {
			defer wg.Done()
			use(*get())
		}()
	}
	wg.Wait()
}

func use(int) {}
