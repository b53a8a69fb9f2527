// race

// Report: whole stacks, through closures, methods, generic functions and a goroutine that made the goroutine.
package main

type box[T any] struct{ value T }

func (b *box[T]) set(v T) { b.value = v }

func apply[T any](b *box[T], v T) { b.set(v) }

type starter struct{ done chan bool }

func (s starter) start(b *box[int]) {
	go func() {
		func() { apply(b, 1) }()
		s.done <- true
	}()
}

func main() {
	b := &box[int]{}
	s := starter{make(chan bool)}
	go s.start(b)
	func() {
		defer func() { b.value = 2 }()
	}()
	<-s.done
}
