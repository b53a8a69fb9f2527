// run

// What would break memory safety is a run-time panic.
package main

import (
	"fmt"
	"os"
	"sync"
	"time"
	"unsafe"
)

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name+":", e)
		} else {
			fmt.Println(name, "succeeded")
		}
	}()
	f()
}

type big struct{ words [100]int }
type mixed struct {
	n    int
	p    *int
	s    []int
	text string
	i    any
	ok   bool
}
type padded struct {
	a int32
	p *int
}
type hole struct {
	a int32
	b *int
	c int32
	d *int
}

var global int

func main() {
	n := 5
	x := &mixed{}
	u := unsafe.Pointer(x)
	try("beyond", func() { _ = (*big)(unsafe.Pointer(&n)).words[0] })
	try("beyond a global", func() { _ = (*big)(unsafe.Pointer(&global)) })
	try("out of thin air", func() { _ = unsafe.Pointer(uintptr(0x1234)) })
	try("past the end", func() { _ = unsafe.Add(unsafe.Pointer(&n), 9) })
	try("at the end", func() { _ = unsafe.Add(unsafe.Pointer(&n), 8) })
	try("read at the end", func() { _ = *(*byte)(unsafe.Add(unsafe.Pointer(&n), 8)) })
	try("an address never taken", func() {
		p := new(int)
		q := fmt.Sprintf("%p", p)
		var a uintptr
		fmt.Sscanf(q, "0x%x", &a)
		_ = unsafe.Pointer(a)
	})
	try("number as pointer", func() { *(*uintptr)(unsafe.Pointer(&x.p)) = 1 })
	try("length", func() { (*[3]int)(unsafe.Pointer(&x.s))[1] = 1000 })
	try("string from numbers", func() { v := [2]int{1, 2}; fmt.Println(*(*string)(unsafe.Pointer(&v))) })
	try("slice from a string", func() { fmt.Println(*(*[]byte)(unsafe.Pointer(&x.text))) })
	try("pointer to another type", func() { _ = **(**big)(unsafe.Pointer(&x.p)) })
	try("pointer to pointer", func() { *(*unsafe.Pointer)(unsafe.Pointer(&x.p)) = u })
	try("type word", func() { *(*uintptr)(unsafe.Pointer(&x.i)) = 1 })
	try("interface", func() { _ = (*error)(unsafe.Pointer(&x.i)) })
	try("bool", func() { *(*uint8)(unsafe.Pointer(&x.ok)) = 2 })
	try("number as bool", func() { b := byte(2); _ = *(*bool)(unsafe.Pointer(&b)) })
	try("whole as words", func() { _ = (*[4]uint64)(u) })
	try("padding over a pointer", func() {
		v := [2]padded{}
		_ = (*hole)(unsafe.Pointer(&v))
		w := struct{ p, q *int }{}
		_ = (*padded)(unsafe.Pointer(&w))
	})
	try("misaligned", func() { b := make([]byte, 32); _ = (*uint64)(unsafe.Pointer(&b[1])) })
	try("func", func() { f := func() {}; *(*uintptr)(*(*unsafe.Pointer)(unsafe.Pointer(&f))) = 1 })
	try("map", func() { m := map[int]int{}; *(*uintptr)(*(*unsafe.Pointer)(unsafe.Pointer(&m))) = 1 })
	try("another func", func() { f := func(int) {}; (*(*func(string))(unsafe.Pointer(&f)))("") })
	try("library", func() { var m sync.Mutex; *(*int32)(unsafe.Pointer(&m)) = 77 })
	try("library in a struct", func() { var m struct{ m sync.Mutex; n int }; *(*[2]int)(unsafe.Pointer(&m)) = [2]int{} })
	try("library", func() { *(*uintptr)(unsafe.Pointer(os.Stdout)) = 77 })
	try("time", func() { t := time.Time{}; fmt.Println((*time.Time)(unsafe.Pointer(&t)).IsZero()) })
	type private os.File
	try("library under a name", func() { f := (*private)(os.Stdout); *(*uintptr)(unsafe.Pointer(f)) = 77 })
}
