// run
package main

import (
	"errors"
	"fmt"
)

type shape interface {
	fmt.Stringer
	Area() int
}

type square int

func (s square) String() string { return fmt.Sprintf("square(%d)", int(s)) }
func (s square) Area() int      { return int(s * s) }

type holder struct {
	Err   error
	Shape shape
	inner shape
}

func main() {
	fmt.Println([]error{errors.New("a"), nil, errors.New("b")})
	fmt.Println([2]shape{square(1)}, map[string]error{"k": errors.New("v")})
	fmt.Printf("%v %+v\n", holder{errors.New("e"), square(2), square(3)}, holder{})
	fmt.Printf("%d %s\n", []shape{square(4)}, []fmt.Stringer{square(5), nil})
	var a any = []any{errors.New("x"), square(6), []shape{square(7)}}
	fmt.Printf("%v\n", a)
}
