// run

// A variable that is captured, or whose address is taken, is nobody else's memory, whatever it is initialised with.
package main

import "fmt"

type big [100]int

type pair struct {
	a, b int
	in   struct{ c [3]int }
}

type holder struct {
	n int
	b big
}

func fromVariable() {
	a := big{1, 2}
	b := a
	p := &b
	p[0] = 10
	c := *p
	c[1] = 20
	q := &c
	q[2] = 30
	fmt.Println(a[:3], b[:3], c[:3])
}

func fromParts() {
	h := holder{7, big{5: 5}}
	f := h.b
	f[5]++
	hp := &h
	g := hp.b
	g[5] += 2
	list := []big{{1}, {2}}
	e := list[1]
	e[0] = 100
	arr := [2]big{{3}, {4}}
	d := arr[0]
	d[0] = 200
	m := map[string]big{"k": {6}}
	v := m["k"]
	v[0] = 300
	none := m["none"]
	none[0] = 400
	other := m["none"]
	other[1] = 500
	fmt.Println(h.b[5], f[5], g[5], list[1][0], e[0], arr[0][0], d[0], m["k"][0], v[0], none[:2], other[:2])
}

func fromLiterals() {
	x := pair{a: 1}
	px := &x
	{
		x := pair{a: x.a + 1, b: x.b}
		px := &x
		px.in.c[1] = 7
		fmt.Println(x, *px)
	}
	fmt.Println(x, *px)
	var y pair = pair{b: 2}
	py := &y
	py.b++
	var i any = pair{a: 9}
	pi := &i
	fmt.Println(y, *pi)
}

func inLoops() {
	var ps []*pair
	var bs []*big
	for i := 0; i < 3; i++ {
		p := pair{a: i}
		b := big{i}
		c := b
		ps = append(ps, &p)
		bs = append(bs, &b, &c)
		c[0] += 10
	}
	for _, p := range ps {
		fmt.Print(p.a, " ")
	}
	for _, b := range bs {
		fmt.Print(b[0], " ")
	}
	fmt.Println()
}

func fails() int { panic("no value") }

func halfMade() {
	var x pair
	p := &x
	defer func() { fmt.Println(recover(), *p) }()
	x = pair{a: 1, b: fails()}
}

func fromInterface() {
	var i any = big{1}
	b := i.(big)
	b[0] = 2
	pb := &b
	pb[1] = 3
	c := i.(big)
	fmt.Println(b[:2], c[:2])
}

func fromRange() {
	h := [2]big{{1}, {2}}
	p := &h
	for i, b := range h {
		p[1][0] = 50
		b[0] += 5
		q := &b
		fmt.Print(i, q[0], " ")
	}
	for i, v := range h[1] {
		h[1][1] = 9
		if i < 2 {
			fmt.Print(v, " ")
		}
	}
	fmt.Println(h[0][0], h[1][0])
}

func main() {
	fromVariable()
	fromParts()
	fromLiterals()
	inLoops()
	halfMade()
	fromInterface()
	fromRange()
}
