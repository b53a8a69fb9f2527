package main

import (
	"fmt"
	"runtime"
	"sync"
)

// A chain of goroutines, objects with finalizers, and a pool that collections empty.
func main() {
	finalized := 0
	pool := sync.Pool{New: func() any { return new([64]byte) }}
	source := make(chan int)
	go func() {
		for i := 2; ; i++ {
			source <- i
		}
	}()
	sum := 0
	for i := 0; i < 60; i++ {
		prime := <-source
		sum += prime
		next := make(chan int, i%3)
		go func(in <-chan int) {
			for x := range in {
				if x%prime != 0 {
					p := &[16]int{x}
					runtime.SetFinalizer(p, func(*[16]int) { finalized++ })
					pool.Put(pool.Get())
					next <- x
				}
			}
		}(source)
		source = next
		if i%10 == 0 {
			runtime.GC()
		}
	}
	fmt.Println(sum, finalized > 0)
}
