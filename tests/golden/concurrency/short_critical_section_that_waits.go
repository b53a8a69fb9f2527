// run

// A short critical section waits for the one who holds the mutex, in line, and hands it on.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type counter struct {
	mu   sync.Mutex
	n    int
	last int
}

func bump(c *counter, id int) (before int) {
	c.mu.Lock()
	before = c.last
	c.n++
	c.last = id
	c.mu.Unlock()
	return before
}

func main() {
	c := &counter{}
	var wg sync.WaitGroup
	c.mu.Lock()
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			fmt.Println(id, "came after", bump(c, id))
		}(id)
		runtime.Gosched()
	}
	fmt.Println("locked", !c.mu.TryLock(), c.n)
	c.mu.Unlock()
	wg.Wait()
	fmt.Println("came after", bump(c, 0), "free", c.mu.TryLock(), c.n)

	var mu sync.Mutex
	total, names := 0, []string{"a", "b"}
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 100 {
				mu.Lock()
				total += i * j
				names[j&1] = names[(j+1)&1]
				mu.Unlock()
				if j%10 == 0 {
					mu.Lock()
					runtime.Gosched()
					mu.Unlock()
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(total, names)
}
