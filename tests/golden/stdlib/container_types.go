// run

package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func show(l *list.List) {
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Print("| ")
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
}

func main() {
	h := &intHeap{5, 2, 8, 1, 9, 3}
	heap.Init(h)
	heap.Push(h, 0)
	fmt.Println(*h)
	fmt.Println(heap.Remove(h, 3), *h)
	(*h)[0] = 7
	heap.Fix(h, 0)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()

	var l list.List
	fmt.Println(l.Front(), l.Back(), l.Len())
	b := l.PushBack("b")
	a := l.PushFront("a")
	d := l.InsertAfter("d", b)
	c := l.InsertBefore("c", d)
	show(&l)
	l.MoveToFront(c)
	l.MoveToBack(a)
	show(&l)
	l.MoveBefore(d, c)
	l.MoveAfter(c, a)
	show(&l)
	fmt.Println(l.Remove(b), l.Remove(b))
	other := list.New()
	other.PushBack(1)
	other.PushBack(2)
	l.PushBackList(other)
	l.PushFrontList(other)
	l.PushBackList(&l)
	show(&l)
	fmt.Println(other.InsertBefore(9, a) == nil, other.InsertAfter(9, a) == nil)
	other.MoveToFront(a)
	show(other.Init())

	r := ring.New(5)
	for i := 0; i < r.Len(); i++ {
		r.Value = i
		r = r.Next()
	}
	sum := 0
	r.Do(func(v any) { sum += v.(int); fmt.Print(v, " ") })
	fmt.Println(sum, r.Move(2).Value, r.Move(-1).Value, r.Prev().Value)
	cut := r.Unlink(2)
	fmt.Println(cut.Len(), r.Len(), cut.Value)
	r.Link(cut)
	r.Do(func(v any) { fmt.Print(v, " ") })
	var zero ring.Ring
	var nilRing *ring.Ring
	fmt.Println(zero.Len(), nilRing.Len(), ring.New(0) == nil)
}
