// run

package main

import (
	"fmt"
	"sync/atomic"
)

type config struct{ name string }

func main() {
	var n atomic.Int64
	fmt.Println(n.Add(5), n.Swap(9), n.CompareAndSwap(9, 10), n.CompareAndSwap(9, 11), n.Load())
	var u uint32 = 0xF0
	fmt.Println(atomic.OrUint32(&u, 0x0F), atomic.AndUint32(&u, 0x3C), u, atomic.AddUint32(&u, ^uint32(0)))
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil)
	p.Store(&config{"x"})
	fmt.Println(p.Load().name)
	var v atomic.Value
	fmt.Println(v.Load())
	v.Store([]int{1})
	fmt.Println(v.Load())
	for _, bad := range []any{nil, "text"} {
		func() {
			defer func() { fmt.Println(recover()) }()
			v.Store(bad)
		}()
	}
	var b atomic.Bool
	fmt.Println(b.Swap(true), b.Load())
}
