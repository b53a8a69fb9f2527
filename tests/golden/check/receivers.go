// errorcheck

// A receiver is a defined type of the package or a pointer to one, and no pointer or interface itself.
package main

type P *int
type I interface{ m() }
type G[T any] struct{ v T }
type A = []int

func (int) a()        {} // ERROR "cannot define new methods on non-local type int"
func (P) b()          {} // ERROR "invalid receiver type P \(pointer or interface type\)"
func (*I) c()         {} // ERROR "invalid receiver type I \(pointer or interface type\)"
func ([]int) d()      {} // ERROR "invalid receiver type"
func (A) e()          {} // ERROR "invalid receiver type"
func (undefined) f()  {} // ERROR "undefined: undefined"
func (G) g()          {} // ERROR "cannot use generic type G\[T any\] without instantiation"
func (G[T, U]) h()    {} // ERROR "receiver declares 2 type parameters, but receiver base type declares 1"
func (g *G[_]) ok()   {}
func (g G[Elem]) get() Elem { return g.v }
func (error) i()      {} // ERROR "cannot define new methods on non-local type error"

func main() {}
