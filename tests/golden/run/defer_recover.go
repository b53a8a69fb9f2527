// run

// Deferred calls: evaluation of operands, order, results, nested panics, recover in the right place only.
package main

import (
	"errors"
	"fmt"
	"os"
)

type T struct{ n int }

func (t T) show(s string)   { fmt.Println("T.show", t.n, s) }
func (t *T) pshow(s string) { fmt.Println("T.pshow", t.n, s) }

type shower interface{ show(string) }

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
	t := T{1}
	defer t.show("value")
	defer t.pshow("pointer")
	var s shower = t
	defer s.show("iface")
	t.n = 2
	s = T{9}
	f := func(x int) { fmt.Println("closure", x, t.n) }
	defer f(t.n)
	f = nil
	defer func() { t.n = 3 }()
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("boom")
}

func unnamed() int {
	defer func() { recover() }()
	panic(1)
}

func resultSet() (s string) {
	defer func() { s += "!" }()
	return "value"
}

func second() (r int) {
	defer func() { recover() }()
	defer func() { panic("two") }()
	return 5
}

func helper() interface{} { return recover() }

func notDirect() (ok bool) {
	defer func() { ok = recover() != nil }()
	defer func() {
		if helper() != nil {
			fmt.Println("helper must not recover")
		}
	}()
	panic("x")
}

func nested() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	panic("first")
}

func replaced() {
	defer func() { fmt.Println("got", recover(), recover()) }()
	defer func() { panic("new") }()
	panic("old")
}

func loop() (out []int) {
	for i := 0; i < 3; i++ {
		func() {
			defer func() {
				if r := recover(); r != nil {
					out = append(out, r.(int))
				}
			}()
			panic(i * i)
		}()
	}
	return
}

func rethrow() (err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	defer func() {
		r := recover()
		panic(fmt.Errorf("wrapped: %w", r.(error)))
	}()
	var m map[string]int
	m["a"] = 1
	return nil
}

func divide(a, b int) (q int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return a / b, nil
}

type multi struct{}

func (multi) Error() string { return "multi" }

func builtins() {
	c := make(chan int)
	m := map[int]int{1: 1}
	func() {
		defer close(c)
		defer delete(m, 1)
		defer print("")
		defer copy([]int{1}, []int{2})
	}()
	_, ok := <-c
	fmt.Println(ok, len(m))
	defer func() { fmt.Println("builtin panic:", recover()) }()
	defer panic("deferred panic")
}

func deferNil() {
	defer func() { fmt.Println(recover() != nil) }()
	var f func()
	defer f()
	fmt.Println("before nil func")
}

func variadic() {
	defer fmt.Println([]interface{}{"a", 1, nil}...)
	defer fmt.Fprintln(os.Stdout, "x", 2)
}

func main() {
	order()
	fmt.Println(named())
	fmt.Println(unnamed())
	fmt.Println(resultSet())
	fmt.Println(second())
	fmt.Println(notDirect())
	nested()
	replaced()
	fmt.Println(loop())
	err := rethrow()
	fmt.Println(err, errors.Unwrap(err) != nil)
	fmt.Println(divide(7, 2))
	fmt.Println(divide(7, 0))
	builtins()
	deferNil()
	variadic()
	fmt.Println(func() (e error) {
		defer func() { e, _ = recover().(error) }()
		panic(multi{})
	}())
	fmt.Println(recover())
}
