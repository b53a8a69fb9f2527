// run

// Methods of values in interfaces that lie in arrays, slices and structs.
package main

import (
	"fmt"
	"reflect"
)

type T int

func (t T) String() string { return "T!" }

type G int

func (G) GoString() string { return "G!" }

func (G) Format(s fmt.State, v rune) { s.Write([]byte("fmt")) }

func main() {
	fmt.Println([1]fmt.Stringer{T(1)})
	fmt.Println([]fmt.Stringer{T(1)})
	fmt.Println([]any{G(1), T(2)}, struct{ a any }{T(1)})
	fmt.Printf("%v\n", reflect.TypeOf(1))
	fmt.Printf("%v\n", []reflect.Type{reflect.TypeOf(1)})
}
