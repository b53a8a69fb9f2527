// run

package main

import (
	"fmt"
	"sync/atomic"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var v atomic.Value
	fmt.Println(v.Load())
	try(func() { v.Store(nil) })
	try(func() { v.Swap(nil) })
	try(func() { v.CompareAndSwap(nil, nil) })
	try(func() { fmt.Println(v.CompareAndSwap(1, 2)) })
	try(func() { fmt.Println(v.CompareAndSwap(nil, 2)) })
	try(func() { v.Store("text") })
	try(func() { v.Swap("text") })
	try(func() { v.CompareAndSwap("text", 3) })
	try(func() { v.CompareAndSwap(2, "text") })
	fmt.Println(v.CompareAndSwap(1, 3), v.CompareAndSwap(2, 3), v.Swap(4), v.Load())
	var f atomic.Value
	f.Store([]int{1})
	try(func() { f.CompareAndSwap([]int{1}, []int{2}) })
}
