// errorcheck

package main

var = 1 // ERROR "syntax error: unexpected =, expected name"

type T struct {
	a, b // ERROR "syntax error: unexpected newline, expected type"
	(E)  // ERROR "syntax error: cannot parenthesize embedded type"
}

func (t T) m[P any]() {} // ERROR "syntax error: method must have no type parameters"

func f(a int, []b) {} // ERROR "syntax error: missing parameter name"

func main() {
	func nested() {} // ERROR "syntax error: unexpected name nested, expected \("
}

x := 1 // ERROR "syntax error: non-declaration statement outside function body"

import "fmt" // ERROR "syntax error: imports must appear before other declarations"
