// norace

// Row "Once": a call that panics has ended too.
package main

import "sync"

func main() {
	x := 0
	var once sync.Once
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			defer wg.Done()
			func() {
				defer func() { recover() }()
				once.Do(func() {
					x = 1
					panic("stop")
				})
			}()
			use(x)
		}()
	}
	wg.Wait()
}

func use(int) {}
