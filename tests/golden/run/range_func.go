// run

// Loops over functions: every way to leave a body, deferred calls, misuse of the body; per-iteration variables.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs[K comparable, V any](ks []K, vs []V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i, k := range ks {
			if !yield(k, vs[i]) {
				return
			}
		}
	}
}

func find(n int) (res int, err error) {
	defer func() { res *= 10 }()
	for i := range count(100) {
		if i == n {
			return i, nil
		}
	}
	return -1, fmt.Errorf("none")
}

func nested() string {
outer:
	for i := range count(5) {
		for j := range count(5) {
			if j == 3 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			if i == 1 && j == 2 {
				goto done
			}
			fmt.Print(i, j, " ")
		}
	}
	return "end"
done:
	fmt.Println("done")
	return "goto"
}

func defers() {
	defer fmt.Println("outer defer")
	for i := range count(3) {
		defer fmt.Println("defer", i)
	}
	fmt.Println("leaving")
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func nest2() int {
	for i := range count(3) {
		for j := range count(3) {
			for k := range count(3) {
				if i+j+k == 5 {
					return i*100 + j*10 + k
				}
			}
		}
	}
	return -1
}

func main() {
	sum := 0
	for i := range count(5) {
		sum += i
	}
	fmt.Println(sum)
	for k, v := range pairs([]string{"a", "b"}, []int{1, 2}) {
		fmt.Println(k, v)
	}
	fmt.Println(find(7))
	fmt.Println(find(700))
	fmt.Println(nested())
	defers()
	fmt.Println(nest2())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		for i := range bad {
			fmt.Println(i)
			break
		}
	}()
	for range 3 {
		fmt.Print("x")
	}
	for i := range 3 {
		fmt.Print(i)
	}
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(" f", i) })
	}
	for i := range 3 {
		fs = append(fs, func() { fmt.Print(" g", i) })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	keys := slices.Sorted(maps.Keys(map[string]int{"x": 1, "a": 2, "m": 3}))
	fmt.Println(keys)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
	m := map[int]int{1: 1}
	clear(m)
	s := []int{1, 2, 3}
	clear(s)
	fmt.Println(len(m), s)
	var x any = 3
	for v := range func(yield func(any) bool) { yield(x) } {
		fmt.Println(v)
	}
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		for i := range count(3) {
			if i == 1 {
				panic("in body")
			}
		}
	}()
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		for i := range func(yield func(int) bool) {
			defer func() { recover() }()
			yield(1)
		} {
			panic(i)
		}
	}()
}
