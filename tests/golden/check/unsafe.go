// errorcheck

// Of package unsafe, only what yields sizes is supported.
package main

import "unsafe"

func f(p *int, b []byte) {
	_ = unsafe.Pointer(p)          // ERROR "unsafe.Pointer is not supported: programs run memory-safe"
	var q unsafe.Pointer           // ERROR "unsafe.Pointer is not supported: programs run memory-safe"
	_ = unsafe.Slice(p, 2)         // ERROR "unsafe.Slice is not supported"
	_ = unsafe.String(&b[0], 1)    // ERROR "unsafe.String is not supported"
	_ = unsafe.Sizeof(undefined)   // ERROR "undefined: undefined"
	_ = unsafe.Foo                 // ERROR "undefined: unsafe.Foo"
	_ = unsafe.Offsetof(p)         // ERROR "is not a selector expression"
	const c = unsafe.Alignof(b)
	_, _ = q, c
}
