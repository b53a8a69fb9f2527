// run

// Through a pointer that is only read, more can be seen: words of slices, strings and pointers.
package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	data     uintptr
	len, cap int
}

type rec struct {
	p *int
	m map[string]int
	b []byte
}

func main() {
	a := [10]int{}
	s := a[2:5:7]
	raw := *(*[3]uintptr)(unsafe.Pointer(&s))
	fmt.Println(raw[0]-uintptr(unsafe.Pointer(&a)), raw[1], raw[2])
	fmt.Println((*header)(unsafe.Pointer(&s)).len, (*header)(unsafe.Pointer(&s)).cap, (*[3]int)(unsafe.Pointer(&s))[1])

	// A string of the bytes of a slice, without copying them.
	b := []byte("hello")
	str := *(*string)(unsafe.Pointer(&b))
	b[0] = 'j'
	fmt.Println(str, len(str))

	// The pointer in a variable, as an unsafe.Pointer.
	n := 5
	r := &rec{p: &n, m: map[string]int{"a": 1}, b: b}
	p := *(*unsafe.Pointer)(unsafe.Pointer(&r.p))
	fmt.Println(p == unsafe.Pointer(&n), *(*int)(p))
	fmt.Println(*(*unsafe.Pointer)(unsafe.Pointer(&r.m)) != nil, *(*uintptr)(unsafe.Pointer(&r.b)) == uintptr(unsafe.Pointer(&b[0])))
	t := true
	fmt.Println(*(*uint8)(unsafe.Pointer(&t)))

	// Odd addresses.
	bytes := []byte{0, 1, 2, 3, 4}
	fmt.Printf("%#x\n", *(*uint32)(unsafe.Pointer(&bytes[1])))
}
