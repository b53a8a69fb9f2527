// run exit=2

// Bodies of loops that end in each of the instructions that go on with the loop's own, also when they panic or are jumped over.
package main

import (
	"fmt"
	"sync"
)

type acc struct {
	mu sync.Mutex
	n  int
}

//go:noinline
func sums(xs []int, fs []float64, a *acc) (n int, f, p float64) {
	for i := 0; i < len(xs); i++ {
		if xs[i] == 3 {
			continue
		}
		n += xs[i]
	}
	for i := 0; i < len(fs); i++ {
		f += fs[i]
	}
	for i := 0; i < len(fs); i++ {
		p += fs[i] * fs[len(fs)-1-i]
	}
	for i := 0; i < n; i++ {
		a.n += i
	}
	for i := 0; i < n; i++ {
		a.mu.Lock()
		a.n++
		a.mu.Unlock()
	}
	return n, f, p
}

//go:noinline
func fill(xs, ys []int, n int) (err any) {
	defer func() { err = recover() }()
	for i := 0; i < n; i++ {
		xs[i] = n
	}
	for i := 0; i < n; i++ {
		ys[i] += n
	}
	return nil
}

//go:noinline
func unlockTwice(a *acc, n int) {
	for i := 0; i < n; i++ {
		a.mu.Unlock()
	}
}

func main() {
	var a acc
	fmt.Println(sums([]int{1, 2, 3, 4, 5}, []float64{0.5, 1.5, 2.5}, &a))
	fmt.Println(a.n)
	xs, ys := make([]int, 4), make([]int, 2)
	fmt.Println(fill(xs, xs, 3), xs, fill(xs, ys, 4), xs, ys, fill(ys, xs, 5), ys)

	var wg sync.WaitGroup
	for g := 0; g < 4; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 1000; i++ {
				a.mu.Lock()
				a.n++
				a.mu.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(a.n)
	defer fmt.Println("not reached: fatal errors run no deferred calls")
	a.mu.Lock()
	unlockTwice(&a, 3)
}
