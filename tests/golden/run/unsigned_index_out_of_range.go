// run

// An unsigned index is never negative in the message of the panic.
package main

import "fmt"

type Index uint64

func at[T any, I int | uint64](s []T, i I) T { return s[i] }

func inlined(s []int, i uint) int { return s[i] }

func main() {
	big, max := uint64(1<<64-1), Index(1<<63)
	signed, ptr := -1, uintptr(1<<63)
	s, a, str := []int{1, 2, 3}, [3]byte{}, "abc"
	p := &a
	m := map[uint64]int{}
	structs := []struct{ a, b, c int }{{}}
	for i, f := range []func(){
		func() { _ = s[big] },
		func() { s[max] = 1 },
		func() { s[ptr]++ },
		func() { _ = s[signed] },
		func() { _ = a[big] },
		func() { a[max] = 1 },
		func() { p[big]++ },
		func() { _ = str[big] },
		func() { _ = str[signed] },
		func() { _ = &s[max] },
		func() { structs[big].b = 1 },
		func() { fmt.Println(structs[max]) },
		func() { inlined(s, uint(big)) },
		func() { at(s, big) },
		func() { at(s, signed) },
		func() { _ = s[big:] },
		func() { _ = s[:big] },
		func() { _ = s[signed:] },
		func() { _ = s[1:big] },
		func() { _ = s[big:2] },
		func() { _ = s[1:2:big] },
		func() { _ = s[1:big:2] },
		func() { _ = s[big:1:2] },
		func() { _ = str[max:] },
		func() { _ = str[:max] },
		func() { _ = a[big:] },
		func() { _ = p[:big] },
		func() { _ = s[big:signed] },
		func() { m[big]++; fmt.Print(m[big], " ") },
		func() { n := uint64(len(s)); _ = s[n-4] },
	} {
		func() {
			defer func() { fmt.Println(i, recover()) }()
			f()
		}()
	}
}
