// run

// unsafe.Slice, SliceData, String and StringData.
package main

import (
	"fmt"
	"unsafe"
)

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name+":", e)
			if _, ok := e.(interface{ RuntimeError() }); !ok {
				fmt.Println("not a runtime error")
			}
		}
	}()
	f()
}

func main() {
	a := [5]int{1, 2, 3, 4, 5}
	s := unsafe.Slice(&a[1], 3)
	s[0] = 20
	fmt.Println(s, len(s), cap(s), a)
	fmt.Println(unsafe.Slice((*int)(nil), 0) == nil, len(unsafe.Slice(&a[0], uint8(2))))

	d := unsafe.SliceData(s)
	*d = 21
	fmt.Println(d == &a[1], unsafe.SliceData([]int(nil)) == nil, unsafe.SliceData([]int{}) != nil)
	fmt.Println(unsafe.Slice(d, cap(s)))
	fmt.Println(*unsafe.SliceData(a[5:]) == 0)

	b := []byte("bytes")
	str := unsafe.String(&b[0], len(b))
	fmt.Println(str, unsafe.String(unsafe.SliceData(b), 2), unsafe.String(nil, 0) == "")

	text := string(b) + "!"
	fmt.Println(string(unsafe.Slice(unsafe.StringData(text), len(text))), unsafe.StringData("") == nil)
	// The bytes of a constant are not the program's to change.
	const hello = "hello"
	c := unsafe.Slice(unsafe.StringData(hello), len(hello))
	c[0] = 'j'
	fmt.Println(string(c), hello)

	n := -1
	try("negative", func() { fmt.Println(unsafe.Slice(&a[0], n)) })
	try("huge", func() { n = 1 << 62; fmt.Println(len(unsafe.Slice(&a[0], n))) })
	try("nil", func() { n = 1; fmt.Println(len(unsafe.Slice((*int)(nil), n))) })
	try("long", func() { n = 5; fmt.Println(len(unsafe.Slice(&a[1], n))) })
	one := new(int)
	try("two of one", func() { n = 2; fmt.Println(len(unsafe.Slice(one, n))) })
	try("string", func() { fmt.Println(unsafe.String(&b[0], 100)) })
	try("nil string", func() { n = 1; fmt.Println(unsafe.String(nil, n)) })
}
