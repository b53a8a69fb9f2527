// errorcheck

// Messages show struct and interface types in expressions whole, and the bodies of literals as an ellipsis.
package main

func f() {
	_ = struct{ a, b int; c string }{}.d           // ERROR "^struct{a, b int; c string}{}.d undefined .type struct{a int; b int; c string} has no"
	_ = struct{ p *int `tag:"x"` }{}.d             // ERROR "^struct{p .int `tag:.x.`}{}.d undefined"
	_ = interface{ m(a, b int) string; error }.n   // ERROR "^interface{m.a, b int. string; error}.n undefined"
	(interface{ ~int | string })                   // ERROR "^.interface{~int | string}. .type. is not an expression"
	_ = func(x int) int { return x }.d             // ERROR "^func.x int. int {…}.d undefined"
	_ = []int{1}.x                                 // ERROR "^..int{…}.x undefined"
}
