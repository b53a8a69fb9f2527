// run

// A variable that is not read again keeps nothing alive.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

type object [100]int

var collected atomic.Int32

func fresh() *object {
	o := new(object)
	runtime.SetFinalizer(o, func(*object) { collected.Add(1) })
	return o
}

func collect() int {
	for range 3 {
		runtime.GC()
	}
	return int(collected.Load())
}

//go:noinline
func argument(o *object) {
	fmt.Println("before", collect())
	fmt.Println(o[0])
	fmt.Println("after", collect())
}

type holder struct{ o *object }

func recovers() (n int) {
	o := fresh()
	defer func() {
		recover()
		n = collect()
	}()
	if o[0] == 0 {
		panic(1)
	}
	return 0
}

func main() {
	// One local, in straight code and in a loop.
	o := fresh()
	fmt.Println(collect())
	n := o[0]
	fmt.Println(n, collect())
	for i := range 3 {
		p := fresh()
		p[i] = i
		if i == 1 {
			continue
		}
		fmt.Println(i, collect())
	}
	fmt.Println(collect())

	// Arguments, slices, interfaces, captured variables, fields.
	argument(fresh())
	s := []*object{fresh(), fresh()}
	n = len(s)
	fmt.Println(n, collect())
	var i any = fresh()
	n = i.(*object)[0]
	fmt.Println(n, collect())
	h := &holder{fresh()}
	f := func() int { return h.o[1] }
	n = f()
	fmt.Println(n, collect())
	fmt.Println(recovers())

	// Read again after a branch: alive.
	q := fresh()
	if collect() < 0 {
		return
	}
	fmt.Println(collected.Load(), q[0])
	fmt.Println(collect())

	// runtime.KeepAlive.
	k := fresh()
	fmt.Println(collect())
	runtime.KeepAlive(k)
	fmt.Println(collect())
}
