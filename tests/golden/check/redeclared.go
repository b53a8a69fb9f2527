// errorcheck

// Every name is declared once in its block.
package main

import "fmt" // ERROR "imported and not used"

type T struct {
	a int
	a string // ERROR "a redeclared"
	m int
}

func (T) m()  {} // ERROR "field and method with the same name m"
func (T) n()  {}
func (*T) n() {} // ERROR "method T.n already declared at "

var T int // ERROR "T redeclared in this block"

func fmt() {} // ERROR "fmt already declared through import of package"

func f(p int) (p string) { // ERROR "p redeclared in this block"
	var p int // ERROR "p redeclared in this block"
	_ = p
	return ""
}

func g[P any, P any]() {} // ERROR "P redeclared in this block"

type I interface {
	m()
	m() // ERROR "duplicate method m"
}

func init() {}
func init() {}

var init int // ERROR "cannot declare init - must be func"

func main() {
	x := 1
	x := 2 // ERROR "no new variables on left side of :="
	_ = x
}
