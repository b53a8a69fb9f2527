// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	m.Store("a", 1)
	fmt.Println(m.Load("a"))
	fmt.Println(m.Load("b"))
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 2))
	fmt.Println(m.Swap("a", 3))
	fmt.Println(m.CompareAndSwap("a", 3, 4), m.CompareAndSwap("a", 3, 5))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.CompareAndDelete("a", 1), m.CompareAndDelete("a", 4))
	n := 0
	for i := 0; i < 10; i++ {
		m.Store(i, i)
	}
	m.Range(func(k, v any) bool { n += v.(int); return true })
	fmt.Println(n)
	m.Clear()
	m.Range(func(k, v any) bool { panic("not empty") })
}
