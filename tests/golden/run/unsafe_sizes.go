// run

// unsafe.Sizeof, Alignof and Offsetof, which show how values lie in memory.
package main

import (
	"fmt"
	"unsafe"
)

type padded struct {
	a bool
	b int64
	c bool
	d int32
	inner
}

type inner struct {
	x int8
	y [3]uint16
}

type pair[T any] struct {
	first  bool
	second T
}

func sizes[T any](v T) (uintptr, uintptr, uintptr) {
	var p pair[T]
	return unsafe.Sizeof(v), unsafe.Alignof(p), unsafe.Offsetof(p.second)
}

const total = unsafe.Sizeof(padded{}) + unsafe.Sizeof("")

var array [unsafe.Sizeof(0)]byte

func main() {
	var p padded
	fmt.Println(unsafe.Sizeof(p), unsafe.Alignof(p), unsafe.Offsetof(p.b), unsafe.Offsetof(p.c), unsafe.Offsetof(p.d), unsafe.Offsetof(p.y))
	fmt.Println(unsafe.Sizeof(""), unsafe.Sizeof([]int{}), unsafe.Sizeof(any(nil)), unsafe.Sizeof(map[int]int{}), unsafe.Sizeof(1i), unsafe.Sizeof(struct{}{}))
	fmt.Println(unsafe.Alignof(int16(0)), unsafe.Alignof(p.c), total, len(array))
	fmt.Println(sizes(int8(1)))
	fmt.Println(sizes("s"))
	fmt.Println(sizes([5]int32{}))
	fmt.Printf("%T\n", unsafe.Sizeof(0))
}
