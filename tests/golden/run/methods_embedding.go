// run

// Promoted methods, method values and method expressions through every kind of embedding.
package main

import (
	"fmt"
	"sort"
)

type base struct{ n int }

func (b base) val() int    { return b.n }
func (b *base) inc()       { b.n++ }
func (b base) String() string { return fmt.Sprintf("base(%d)", b.n) }

type mid struct {
	base
	tag string
}
type ptrMid struct {
	*base
	tag string
}
type deep struct {
	pad int
	ptrMid
}
type iface interface {
	val() int
	inc()
}
type wrap struct{ iface }
type num int

func (n num) double() num  { return n * 2 }
func (n *num) bump()       { *n += 100 }

type fn func(int) int

func (f fn) call(x int) int { return f(x) }

type two struct{ a, b string }

func (t two) join(sep string) string { return t.a + sep + t.b }

type empty struct{}

func (empty) hi() string { return "hi" }

type hier interface{ hi() string }
type joiner interface{ join(string) string }

func main() {
	m := mid{base{1}, "m"}
	m.inc()
	fmt.Println(m.val(), m.n, m)
	p := ptrMid{&base{10}, "p"}
	p.inc()
	q := p
	q.inc()
	fmt.Println(p.val(), q.val())
	d := deep{5, p}
	d.inc()
	fmt.Println(d.val(), p.n, d.base.n)

	var i iface = &m
	i.inc()
	fmt.Println(i.val())
	i = p
	i.inc()
	fmt.Println(i.val())
	i = d
	i.inc()
	w := wrap{i}
	w.inc()
	fmt.Println(w.val(), w.iface.val())
	i = w
	i.inc()
	i = &w
	fmt.Println(i.val())

	f := m.val
	m.n = 500
	g := m.inc
	g()
	fmt.Println(f(), m.n)
	h := w.val
	fmt.Println(h())
	fmt.Println(base.val(m.base), (*base).val(&m.base), mid.val(m), (*mid).val(&m), iface.val(w))
	(*mid).inc(&m)
	deep.inc(d)
	e := (*deep).val
	fmt.Println(m.n, e(&d))

	x := num(4)
	x.bump()
	fmt.Println(x, x.double(), num.double(3), num(7).double())
	db := x.double
	x = 0
	fmt.Println(db())
	fmt.Println(fn(func(a int) int { return a * a }).call(9))

	t := two{"a", "b"}
	j := t.join
	t.a = "z"
	fmt.Println(j("-"), t.join("+"), two.join(t, "*"))
	var jj joiner = t
	t.b = "changed"
	fmt.Println(jj.join("/"), jj.(two).b)
	jk := jj.join
	fmt.Println(jk("!"))
	var hh hier = empty{}
	fmt.Println(hh.hi(), empty{}.hi(), hier.hi(hh), hh == hier(empty{}))
	var hp hier = &empty{}
	fmt.Println(hp.hi())

	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var np *base
		var s fmt.Stringer = np
		fmt.Println(s.String())
	}()
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var nilIface iface
		v := nilIface.val
		fmt.Println("not reached", v)
	}()
	anon := struct {
		mid
		num
	}{m, 3}
	anon.inc()
	fmt.Println(anon.val(), anon.double())
	var ai interface{ val() int } = anon
	fmt.Println(ai.val())
	ss := sort.Interface(sort.Reverse(sort.IntSlice([]int{3, 1, 2})))
	sort.Sort(ss)
	fmt.Println(ss.Len(), ss.Less(0, 1))
	ms := map[string]func() int{"v": m.val, "w": w.val}
	fmt.Println(ms["v"]() > 0, ms["w"]() > 0)
}
