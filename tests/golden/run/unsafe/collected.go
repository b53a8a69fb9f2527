// run

// An unsafe.Pointer keeps its object alive, a uintptr does not: an address is of use only as long as the object lives.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

type node struct{ value [6]int }

//go:noinline
func address() uintptr {
	n := &node{}
	return uintptr(unsafe.Pointer(n))
}

func main() {
	n := &node{}
	n.value[5] = 42
	u := unsafe.Pointer(&n.value[3])
	n = nil
	for range 3 {
		runtime.GC()
		for range 1000 {
			_ = new(node)
		}
	}
	fmt.Println((*node)(unsafe.Add(u, -24)).value[5])

	lost := address()
	for range 3 {
		runtime.GC()
	}
	kept := make([]*node, 2000)
	for i := range kept {
		kept[i] = new(node)
	}
	defer func() { fmt.Println(recover(), kept[0] != nil) }()
	fmt.Println((*node)(unsafe.Pointer(lost)))
}
