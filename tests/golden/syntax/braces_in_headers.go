// run

package main

import "fmt"

type T struct{ n int }

func (t T) positive() bool { return t.n > 0 }

// A "{" in the header of a statement opens the body, unless parentheses, brackets or a literal type say otherwise.
func main() {
	if (T{1}).positive() {
		fmt.Println("parenthesised")
	}
	for _, v := range []T{{1}, {2}} {
		fmt.Println(v.n)
	}
	if f := func() T { return T{3} }; f().positive() {
		fmt.Println("in a function literal")
	}
	switch x := map[string]int{"a": 1}["a"]; {
	case x == [...]int{1}[0]:
		fmt.Println("map", x)
	}
	if x := struct{ a, b int }{1, 2}; x == struct{ a, b int }{1, 2} {
		fmt.Println("struct", x)
	}
	for i := range [2]struct{}{} {
		fmt.Println(i)
	}
}
