// norace

// Row "sync.Map": each operation that observes a write is ordered after it.
package main

import (
	"runtime"
	"sync"
)

func main() {
	x := 0
	observe := func(seen func(m *sync.Map) bool) {
		var m sync.Map
		go func() {
			x++
			m.Store("k", 1)
		}()
		for !seen(&m) {
			runtime.Gosched()
		}
		x++
	}
	observe(func(m *sync.Map) bool { _, ok := m.Load("k"); return ok })
	observe(func(m *sync.Map) bool { _, ok := m.LoadAndDelete("k"); return ok })
	observe(func(m *sync.Map) bool { return m.CompareAndSwap("k", 1, 2) })
	observe(func(m *sync.Map) bool { return m.CompareAndDelete("k", 1) })
	observe(func(m *sync.Map) bool {
		n := 0
		m.Range(func(k, v any) bool { n++; return true })
		return n > 0
	})
}
