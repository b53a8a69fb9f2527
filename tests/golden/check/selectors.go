// errorcheck

// Fields and methods are found through embedded types at the least depth.
package main

import "strings"

type Inner struct{ Field, x int }

func (Inner) Val()  {}
func (*Inner) Ptr() {}

type A struct{ Inner }
type B struct{ Inner }
type Both struct {
	A
	B
}
type PtrT *Inner
type Iface interface{ Val() }

func main() {
	var a A
	var both Both
	var p PtrT
	var i Iface
	pi := &i
	pa := &a
	ppa := &pa

	_ = a.Field + a.x
	a.Ptr()
	_ = both.Field   // ERROR "ambiguous selector both.Field"
	both.Val()       // ERROR "ambiguous selector both.Val"
	_ = p.x
	p.Val()          // ERROR "p.Val undefined \(type PtrT has no field or method Val\)"
	pi.Val()         // ERROR "pi.Val undefined \(type \*Iface is pointer to interface, not interface\)"
	pa.Ptr()
	ppa.Ptr()        // ERROR "ppa.Ptr undefined"
	A{}.Ptr()        // ERROR "cannot call pointer method Ptr on A"
	_ = A.Ptr        // ERROR "invalid method expression A.Ptr \(needs pointer receiver \(\*A\).Ptr\)"
	_ = (*A).Ptr
	_ = a.field      // ERROR "a.field undefined \(type A has no field or method field, but does have field Field\)"
	_ = a.none       // ERROR "a.none undefined \(type A has no field or method none\)"
	_ = strings.None // ERROR "undefined: strings.None"
	_ = strings      // ERROR "use of package strings not in selector"
	_ = strings.repeat // ERROR "undefined: strings.repeat \(but have Repeat\)|not exported by package strings"
	_ = 1 .x         // ERROR "1.x undefined"
}
