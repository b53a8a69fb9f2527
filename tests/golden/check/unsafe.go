// errorcheck

// Package unsafe as the checker sees it.
package main

import "unsafe"

type embedding struct {
	unsafe.Pointer // ERROR "embedded field type cannot be unsafe.Pointer"
}

func f(p *int, b []byte, s string) {
	_ = unsafe.Pointer(p)
	_ = unsafe.Pointer(s)              // ERROR "cannot convert s .variable of type string. to type unsafe.Pointer"
	_ = (*string)(unsafe.Pointer(p))
	_ = int(unsafe.Pointer(p))         // ERROR "cannot convert unsafe.Pointer.p. .value of type unsafe.Pointer. to type int"
	_ = unsafe.Add(p, 1)               // ERROR "cannot use p .variable of type .int. as unsafe.Pointer value in argument to unsafe.Add"
	_ = unsafe.Slice(b, 2)             // ERROR "invalid argument: b .variable of type ..byte. is not a pointer"
	_ = unsafe.Slice(p, -1)            // ERROR "invalid argument: length -1 .constant of type int. must not be negative"
	_ = unsafe.SliceData(s)            // ERROR "invalid argument: s .variable of type string. is not a slice"
	_ = unsafe.String(p, 1)            // ERROR "cannot use p .variable of type .int. as .byte value in argument to unsafe.String"
	_ = unsafe.StringData(b)           // ERROR "cannot use b .variable of type ..byte. as string value in argument to unsafe.StringData"
	_ = unsafe.Sizeof(undefined)       // ERROR "undefined: undefined"
	_ = unsafe.Foo                     // ERROR "undefined: unsafe.Foo"
	_ = unsafe.Offsetof(p)             // ERROR "is not a selector expression"
	unsafe.Add(nil, 1)                 // ERROR "unsafe.Add.nil, 1. .value of type unsafe.Pointer. is not used"
	const c = unsafe.Alignof(b)
	_ = c
}
