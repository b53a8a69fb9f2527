// run

// unsafe.Pointer: conversions there and back, arithmetic within a variable, and the value itself.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type point struct {
	x, y int32
	name string
}

type list struct {
	next *list
	n    int
}

type handle unsafe.Pointer

var global = [4]uint16{1, 2, 3, 4}

func main() {
	p := &point{3, 4, "p"}
	u := unsafe.Pointer(p)
	fmt.Println((*point)(u) == p, (*point)(u).name)

	// A field by its offset, and back to the struct.
	y := (*int32)(unsafe.Add(u, unsafe.Offsetof(p.y)))
	*y = 40
	name := (*string)(unsafe.Pointer(uintptr(u) + unsafe.Offsetof(p.name)))
	*name = "q"
	fmt.Println(*p, y == &p.y)
	fmt.Println((*point)(unsafe.Add(unsafe.Pointer(&p.name), -8)) == p)

	// Elements of an array.
	a := [4]int{1, 2, 3, 4}
	for i := range a {
		*(*int)(unsafe.Pointer(uintptr(unsafe.Pointer(&a[0])) + uintptr(i)*unsafe.Sizeof(a[0]))) *= 10
	}
	fmt.Println(a)
	fmt.Println(*(*uint16)(unsafe.Add(unsafe.Pointer(&global[1]), 4)), *(*[4]uint16)(unsafe.Pointer(&global)))

	// Numbers as other numbers.
	f := 1.5
	fmt.Printf("%#x\n", *(*uint64)(unsafe.Pointer(&f)))
	bits := (*[8]byte)(unsafe.Pointer(&f))
	bits[7] = 0xc0
	fmt.Println(f, bits[6])
	words := []uint32{1, 2, 3, 4}
	long := (*[2]uint64)(unsafe.Pointer(&words[0]))
	long[1] = 5<<32 | 6
	fmt.Println(words)

	// Pointers to types of the same layout.
	type pair struct {
		a    [2]int32
		text string
	}
	q := (*pair)(u)
	q.a[1], q.text = 7, "r"
	fmt.Println(*p)
	type ints []int
	s := []int{1, 2}
	fmt.Println(len(*(*ints)(unsafe.Pointer(&s))))

	// Nil, comparison, printing, reflection, interfaces, maps.
	var null unsafe.Pointer
	fmt.Println(null == nil, (*int)(null) == nil, unsafe.Pointer((*int)(nil)) == null, unsafe.Pointer(uintptr(0)) == nil, u != nil)
	fmt.Printf("%v %T %T\n", null, null, handle(null))
	fmt.Println(fmt.Sprintf("%p", u) == fmt.Sprintf("%p", p), fmt.Sprint(u) == fmt.Sprintf("%#x", uintptr(u)))
	t := reflect.TypeOf(u)
	fmt.Println(t, t.Kind(), t.Kind() == reflect.UnsafePointer, t.Size(), t.Comparable(), reflect.ValueOf(u).Pointer() == uintptr(u))
	var i any = u
	back, ok := i.(unsafe.Pointer)
	fmt.Println(back == u, ok, i == any(u), i == any(null))
	m := map[unsafe.Pointer]string{u: "u", null: "null"}
	fmt.Println(m[unsafe.Pointer(p)], m[nil], len(m))

	// A lock-free style list of unsafe pointers.
	var head unsafe.Pointer
	for n := range 3 {
		head = unsafe.Pointer(&list{(*list)(head), n})
	}
	for l := (*list)(head); l != nil; l = l.next {
		fmt.Print(l.n, " ")
	}
	fmt.Println()
}
