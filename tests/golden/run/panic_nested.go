// run

// Panics during deferred calls of panics, recovered at different depths, and Goexit among them.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		fmt.Println(name, "->", recover())
	}()
	f()
}

func innerRecovered() {
	defer func() {
		defer func() { fmt.Println("inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func replaced() {
	defer func() { panic("replacement") }()
	panic("original")
}

func recoverNotDirect() {
	helper := func() any { return recover() }
	defer func() { fmt.Println("helper:", helper()) }()
	panic("not caught by helper")
}

func deferredRecover() {
	defer func() {
		defer recover() // runs when the deferred call returns: too deep no more
	}()
	panic("squelched")
}

func namedResult() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = n*2, fmt.Errorf("wrapped: %v", r)
		}
	}()
	n = 21
	panic(errors.New("cause"))
}

type T struct{ name string }

func (t T) Close()   { fmt.Println("close", t.name, recover()) }
func (t *T) Finish() { fmt.Println("finish", t.name, recover()) }

type Closer interface{ Close() }

func methods() {
	t := T{"a"}
	var c Closer = &T{"b"}
	defer t.Close()
	defer c.Close()
	defer (&t).Finish()
	panic("for a method")
}

func loop() {
	for i := 0; i < 3; i++ {
		defer func(i int) { fmt.Println("deferred", i, recover()) }(i)
	}
	panic("loop")
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("goexit recover:", recover()) }()
		func() {
			defer func() {
				defer func() { fmt.Println("panic in goexit:", recover()) }()
				panic("while exiting")
			}()
			runtime.Goexit()
		}()
		fmt.Println("not reached")
	}()
	<-done
}

func goexitAfterRecoveredPanic() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("last deferred call runs")
		defer func() { fmt.Println("recovered", recover()) }()
		defer func() { panic("raised by a deferred call of Goexit") }()
		runtime.Goexit()
	}()
	<-done
}

func main() {
	try("innerRecovered", innerRecovered)
	try("replaced", replaced)
	try("recoverNotDirect", recoverNotDirect)
	try("deferredRecover", deferredRecover)
	fmt.Println(namedResult())
	try("methods", methods)
	try("loop", loop)
	goexit()
	goexitAfterRecoveredPanic()
	try("nil func", func() {
		var f func()
		defer f()
		fmt.Println("body runs")
	})
	try("panic in a deferred call of a return", func() {
		defer func() { fmt.Println(len(make([]int, 10)), runtime.NumGoroutine()); runtime.GC() }()
		defer panic("deferred panic")
	})
	try("divide", func() { zero := 0; fmt.Println(1 / zero) })
	try("index", func() { var s []int; _ = s[len(s)] })
	try("assert", func() { var x any = 1; _ = x.(fmt.Stringer) })
}
