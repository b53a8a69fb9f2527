// This program measures the operations of concurrency: nanoseconds for each, the best of several rounds, and bytes of memory
// for each blocked goroutine. It runs under Go as well: GOMAXPROCS=1 go run bench/concurrency.go
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

const rounds = 5

// measure prints what one of n operations costs.
func measure(name string, n int, f func(n int)) {
	best := time.Duration(1 << 62)
	for i := 0; i < rounds; i++ {
		start := time.Now()
		f(n)
		if d := time.Since(start); d < best {
			best = d
		}
	}
	fmt.Printf("%-44s %8.1f ns\n", name, float64(best.Nanoseconds())/float64(n))
}

// resident returns the bytes of memory that the process occupies.
func resident() int {
	text, _ := os.ReadFile("/proc/self/statm")
	var size, pages int
	fmt.Sscan(string(text), &size, &pages)
	return pages * os.Getpagesize()
}

func bytesPerGoroutine(name string, n int, block func()) {
	runtime.GC()
	before := resident()
	for i := 0; i < n; i++ {
		go block()
	}
	runtime.Gosched()
	fmt.Printf("%-44s %8d bytes\n", name, (resident()-before)/n)
}

func main() {
	measure("unbuffered channel, round trip", 200000, func(n int) {
		a, b := make(chan int), make(chan int)
		go func() {
			for x := range a {
				b <- x
			}
		}()
		for i := 0; i < n; i++ {
			a <- i
			<-b
		}
		close(a)
	})
	measure("buffered channel, send and receive", 500000, func(n int) {
		c := make(chan int, 128)
		go func() {
			for i := 0; i < n; i++ {
				c <- i
			}
			close(c)
		}()
		for range c {
		}
	})
	measure("select of two, one ready", 300000, func(n int) {
		a, b := make(chan int, 1), make(chan int, 1)
		for i := 0; i < n; i++ {
			a <- i
			select {
			case <-a:
			case <-b:
			}
		}
	})
	measure("select that finds nothing and has a default", 500000, func(n int) {
		a, b := make(chan int), make(chan int)
		for i := 0; i < n; i++ {
			select {
			case <-a:
			case <-b:
			default:
			}
		}
	})
	measure("goroutine, start and end", 200000, func(n int) {
		var wg sync.WaitGroup
		wg.Add(n)
		for i := 0; i < n; i++ {
			go wg.Done()
		}
		wg.Wait()
	})
	measure("runtime.Gosched between two", 300000, func(n int) {
		done := make(chan bool)
		go func() {
			for i := 0; i < n/2; i++ {
				runtime.Gosched()
			}
			done <- true
		}()
		for i := 0; i < n/2; i++ {
			runtime.Gosched()
		}
		<-done
	})
	measure("sync.Mutex, lock and unlock", 1000000, func(n int) {
		var mu sync.Mutex
		for i := 0; i < n; i++ {
			mu.Lock()
			mu.Unlock()
		}
	})
	measure("sync.RWMutex, read lock and unlock", 1000000, func(n int) {
		var mu sync.RWMutex
		for i := 0; i < n; i++ {
			mu.RLock()
			mu.RUnlock()
		}
	})
	measure("sync.Mutex handed to and fro", 100000, func(n int) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		for g := 0; g < 2; g++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := 0; i < n/2; i++ {
					mu.Lock()
					runtime.Gosched()
					mu.Unlock()
				}
			}()
		}
		wg.Wait()
	})
	measure("sync.WaitGroup, add and done", 1000000, func(n int) {
		var wg sync.WaitGroup
		for i := 0; i < n; i++ {
			wg.Add(1)
			wg.Done()
		}
		wg.Wait()
	})
	measure("sync.Cond, wait and signal", 100000, func(n int) {
		var mu sync.Mutex
		turn, c := 0, sync.NewCond(&mu)
		take := func(mine int) {
			mu.Lock()
			for i := 0; i < n/2; i++ {
				for turn != mine {
					c.Wait()
				}
				turn = 1 - mine
				c.Signal()
			}
			mu.Unlock()
		}
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			take(1)
		}()
		take(0)
		wg.Wait()
	})
	measure("atomic add", 2000000, func(n int) {
		var x atomic.Int64
		for i := 0; i < n; i++ {
			x.Add(1)
		}
	})
	measure("sync.Once, done", 1000000, func(n int) {
		var once sync.Once
		for i := 0; i < n; i++ {
			once.Do(func() {})
		}
	})
	measure("context.WithCancel and cancel", 50000, func(n int) {
		for i := 0; i < n; i++ {
			_, cancel := context.WithCancel(context.Background())
			cancel()
		}
	})
	measure("timer, set and stopped", 100000, func(n int) {
		for i := 0; i < n; i++ {
			time.AfterFunc(time.Hour, func() {}).Stop()
		}
	})

	never, neither := make(chan int), make(chan int)
	bytesPerGoroutine("goroutine blocked on a channel", 300000, func() { <-never })
	bytesPerGoroutine("goroutine blocked in a select", 300000, func() {
		select {
		case <-never:
		case <-neither:
		}
	})
	var wg sync.WaitGroup
	wg.Add(1)
	bytesPerGoroutine("goroutine blocked in WaitGroup.Wait", 300000, func() { wg.Wait() })
	os.Exit(0)
}
