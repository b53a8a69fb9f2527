// run
package main

import (
	"fmt"
	"runtime"
	"unique"
	"weak"
)

type blob struct {
	name string
	data [4]int
}

//go:noinline
func made(name string) weak.Pointer[blob] {
	return weak.Make(&blob{name: name})
}

// churn overwrites what is left in dead frames.
//
//go:noinline
func churn(n int) int {
	var a [32]*int
	for i := range a {
		a[i] = new(int)
	}
	if n > 0 {
		return churn(n-1) + len(a)
	}
	return 0
}

func main() {
	kept := &blob{name: "kept"}
	w := weak.Make(kept)
	fmt.Println(w == weak.Make(kept), w.Value() == kept)
	inner := weak.Make(&kept.data[2])
	fmt.Println(inner.Value() == &kept.data[2])
	gone := made("gone")
	churn(5)
	runtime.GC()
	fmt.Println(gone.Value() == nil, gone == gone, w.Value().name)
	var zero weak.Pointer[int]
	fmt.Println(zero.Value() == nil, zero == weak.Make[int](nil))

	a, b, c := unique.Make("text"), unique.Make("te"+string([]byte("xt"))), unique.Make("other")
	fmt.Println(a == b, a == c, a.Value())
	x, y := unique.Make[any](1), unique.Make[any]("1")
	fmt.Println(x == y, x.Value(), unique.Make(1).Value())
	runtime.KeepAlive(kept)
}
