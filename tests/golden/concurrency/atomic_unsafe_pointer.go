// run

// A stack without locks, as it was written before there was atomic.Pointer.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

type node struct {
	value int
	next  unsafe.Pointer
}

type stack struct{ head unsafe.Pointer }

func (s *stack) push(v int) {
	n := &node{value: v}
	for {
		n.next = atomic.LoadPointer(&s.head)
		if atomic.CompareAndSwapPointer(&s.head, n.next, unsafe.Pointer(n)) {
			return
		}
	}
}

func (s *stack) pop() (int, bool) {
	for {
		head := atomic.LoadPointer(&s.head)
		if head == nil {
			return 0, false
		}
		n := (*node)(head)
		if atomic.CompareAndSwapPointer(&s.head, head, n.next) {
			return n.value, true
		}
	}
}

func main() {
	var s stack
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			s.push(i)
		}(i)
	}
	wg.Wait()
	sum := 0
	for v, ok := s.pop(); ok; v, ok = s.pop() {
		sum += v
	}
	fmt.Println(sum)

	a, b := 1, 2
	var p unsafe.Pointer
	fmt.Println(atomic.SwapPointer(&p, unsafe.Pointer(&a)) == nil, *(*int)(p))
	atomic.StorePointer(&p, unsafe.Pointer(&b))
	fmt.Println(atomic.CompareAndSwapPointer(&p, unsafe.Pointer(&a), nil), *(*int)(atomic.LoadPointer(&p)))
}
