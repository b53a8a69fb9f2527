// run

// Types declared in functions: in names of other types they have a number, and in generic functions the type arguments.
package main

import (
	"fmt"
	"reflect"
)

type Pair[A any] struct{ a A }

func f[A any](a A) any {
	type X struct{ a A }
	type Y[B any] struct {
		a A
		b B
	}
	type Z struct {
		y Y[string]
		l []X
	}
	fmt.Printf("%T %T %T %T\n", X{a}, Y[int]{}, Pair[X]{}, Z{})
	fmt.Println(reflect.TypeOf(X{}).Name(), reflect.TypeOf(Y[string]{}).Name(), reflect.TypeOf(Pair[*X]{}).Name())
	fmt.Printf("%+v\n", Z{Y[string]{a, "b"}, []X{{a}}})
	return Y[int]{a, 1}
}

func g() any {
	type Local string
	return Pair[Local]{}
}

func main() {
	type Local int
	type Alias = Local
	fmt.Printf("%T %T %T %T\n", Local(1), Pair[Local]{}, []Pair[*Alias]{}, g())
	fmt.Println(f(1) == f(1), f(1) == f("a"), f(Local(1)) == f(1))
	defer func() { fmt.Println(recover()) }()
	_ = g().(Pair[Local])
}
