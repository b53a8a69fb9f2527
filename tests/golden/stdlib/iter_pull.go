// run

package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("count done")
		for i := range n {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(count(3))
	for {
		v, ok := next()
		fmt.Println(v, ok)
		if !ok {
			break
		}
	}
	fmt.Println(next())
	stop()
	stop()

	next, stop = iter.Pull(count(10))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())

	next, stop = iter.Pull(count(10))
	stop()
	fmt.Println(next())

	next2, stop2 := iter.Pull2(slices.All([]string{"a", "b"}))
	for k, v, ok := next2(); ok; k, v, ok = next2() {
		fmt.Println(k, v)
	}
	stop2()

	next, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("boom")
	})
	fmt.Println(next())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		next()
	}()
	fmt.Println(next())
	stop()

	next, stop = iter.Pull(func(yield func(int) bool) {
		defer func() { panic("in cleanup") }()
		yield(1)
	})
	next()
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		stop()
	}()

	// Two sequences in step.
	a, stopA := iter.Pull(slices.Values([]int{1, 3, 5}))
	defer stopA()
	b, stopB := iter.Pull(slices.Values([]int{2, 4}))
	defer stopB()
	x, okX := a()
	y, okY := b()
	for okX || okY {
		if okX && (!okY || x < y) {
			fmt.Print(x, " ")
			x, okX = a()
		} else {
			fmt.Print(y, " ")
			y, okY = b()
		}
	}
	fmt.Println()
	total := 0
	next, stop = iter.Pull(maps.Values(map[int]int{1: 10, 2: 20}))
	for v, ok := next(); ok; v, ok = next() {
		total += v
	}
	stop()
	fmt.Println(total)
}
