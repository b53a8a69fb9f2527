// race flags=--virtual-time

// Report: a goroutine of a timer, a finalizer or a cleanup was created where that was set.
package main

import (
	"context"
	"runtime"
	"time"
)

var total int

func store() { total = 1 }

type object struct{ p *int }

func finalized() {
	o := &object{new(int)}
	runtime.SetFinalizer(o, func(*object) { store() })
}

func cleaned() {
	o := &object{new(int)}
	runtime.AddCleanup(o, func(int) { store() }, 1)
}

func main() {
	t := time.AfterFunc(time.Second, store)
	time.Sleep(2 * time.Second)
	total = 2
	t.Reset(time.Second)
	time.Sleep(2 * time.Second)
	total = 3
	// The timer of ctx starts what starts store.
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	context.AfterFunc(ctx, store)
	time.Sleep(2 * time.Second)
	total = 4
	cancel()
	finalized()
	runtime.GC()
	time.Sleep(time.Second)
	total = 5
	cleaned()
	runtime.GC()
	time.Sleep(time.Second)
	total = 6
}
