// norace

// Row "sync/atomic": the methods of each type order as the functions do.
package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	x := 0
	wait := func(publish func(), seen func() bool) {
		go func() {
			x++
			publish()
		}()
		for !seen() {
			runtime.Gosched()
		}
		x++
	}
	var b atomic.Bool
	wait(func() { b.Store(true) }, b.Load)
	var i32 atomic.Int32
	wait(func() { i32.Add(1) }, func() bool { return i32.Load() == 1 })
	var i64 atomic.Int64
	wait(func() { i64.Swap(1) }, func() bool { return i64.Load() == 1 })
	var u32 atomic.Uint32
	wait(func() { u32.CompareAndSwap(0, 1) }, func() bool { return u32.Load() == 1 })
	var u64 atomic.Uint64
	wait(func() { u64.Store(1) }, func() bool { return u64.CompareAndSwap(1, 2) })
	var up atomic.Uintptr
	wait(func() { up.Store(1) }, func() bool { return up.Load() == 1 })
	var p atomic.Pointer[int]
	wait(func() { p.Store(new(int)) }, func() bool { return p.Load() != nil })
	var v atomic.Value
	wait(func() { v.Store(1) }, func() bool { return v.Load() != nil })
}
