// run

package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	var i32 int32 = 1<<31 - 1
	var i64 int64 = 1<<63 - 1
	var u32 uint32
	var u64 uint64
	var p uintptr
	fmt.Println(atomic.AddInt32(&i32, 1), atomic.AddInt64(&i64, 1))
	fmt.Println(atomic.AddUint32(&u32, ^uint32(0)), atomic.AddUint64(&u64, ^uint64(0)), atomic.AddUintptr(&p, 3))
	fmt.Println(atomic.SwapInt32(&i32, 5), atomic.LoadInt32(&i32), atomic.CompareAndSwapInt32(&i32, 5, 6), atomic.CompareAndSwapInt32(&i32, 5, 7), i32)
	fmt.Println(atomic.SwapUint64(&u64, 5), atomic.LoadUint64(&u64), atomic.CompareAndSwapUint64(&u64, 5, 6), u64)
	atomic.StoreUint32(&u32, 0xF0)
	fmt.Println(atomic.AndUint32(&u32, 0x30), atomic.OrUint32(&u32, 0x03), u32)
	i64 = -1
	fmt.Println(atomic.AndInt64(&i64, 0xFF), atomic.OrInt64(&i64, 0x100), i64)

	var b atomic.Bool
	fmt.Println(b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.CompareAndSwap(true, false), b.Load())
	var x atomic.Int32
	x.Store(-4)
	fmt.Println(x.Add(-1), x.Swap(9), x.And(8), x.Or(3), x.Load(), x.CompareAndSwap(11, 1), x.Load())
	var y atomic.Uint64
	fmt.Println(y.Add(^uint64(0)), y.And(0xFF), y.Or(0xF00), y.Load())
	var z atomic.Uintptr
	fmt.Println(z.Add(2), z.Load())
	var q atomic.Pointer[string]
	s, t := "s", "t"
	fmt.Println(q.Load() == nil, q.CompareAndSwap(nil, &s), *q.Load(), *q.Swap(&t), *q.Load())
}
