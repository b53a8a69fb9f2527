// run

// Arrays and structs of more than 64 words are values like all others.
package main

import "fmt"

type big struct {
	id   int
	data [200]int
	name string
}

func modify(b big) big {
	b.id++
	b.data[7] = b.id
	return b
}

func (b big) get(i int) int   { return b.data[i] }
func (b *big) set(i, v int)   { b.data[i] = v }
func (b big) with(n string) big { b.name = n; return b }

type getter interface{ get(int) int }

func two() (big, error) {
	var b big
	b.data[199] = 3
	return b, nil
}

func main() {
	var a big
	a.id = 1
	b := modify(a)
	c := b
	c.data[7]++
	fmt.Println(a.id, a.data[7], b.id, b.data[7], c.data[7], a == b, b == b)
	c.set(3, 33)
	d := c.with("d")
	fmt.Println(c.get(3), c.name, d.name, d.get(3))
	var g getter = d
	d.set(3, 34)
	fmt.Println(g.get(3), d.get(3))
	g = &d
	fmt.Println(g.get(3))
	s := []big{a, b}
	s = append(s, c)
	s[0].data[1] = 5
	s[1] = s[2]
	s[1].id = 70
	fmt.Println(a.data[1], s[0].data[1], s[1].id, s[2].id, len(s))
	m := map[string]big{"x": c}
	e := m["x"]
	e.id = 1000
	fmt.Println(m["x"].id, e.id, m["none"].data[5], m["x"].data[7])
	ch := make(chan big, 1)
	ch <- e
	e.id = 0
	f := <-ch
	fmt.Println(f.id)
	close(ch)
	z, ok := <-ch
	fmt.Println(z.id, z.data[100], ok)
	var x interface{} = f
	y, ok := x.(big)
	fmt.Println(y.id, ok, x == interface{}(f), x == interface{}(a))
	_, ok = x.(getter)
	fmt.Println(ok)
	w, err := two()
	fmt.Println(w.data[199], err)
	fn := func() int { return w.data[199] }
	w.data[199]++
	fmt.Println(fn())
	k := w
	fn2 := func() int { return k.data[199] }
	fmt.Println(fn2())
	var mat [20][20]int
	for i := range mat {
		for j := range mat[i] {
			mat[i][j] = i * j
		}
	}
	mat2 := mat
	mat2[3][4] = -1
	fmt.Println(mat[3][4], mat2[3][4], mat == mat2)
	total := 0
	for _, row := range mat {
		mat[19][19] = 0
		for _, v := range row {
			total += v
		}
	}
	fmt.Println(total)
	p := &mat
	for i, row := range p {
		if i == 5 {
			fmt.Println(row[5], len(p))
		}
	}
	func(q big) {
		q.id = -1
		fmt.Println(q.id, f.id)
	}(f)
	defer func(q big) { fmt.Println("deferred", q.id) }(f)
	f.id = 12345
	get := f.get
	f.data[2] = 9
	fmt.Println(get(2), f.get(2))
	switch v := x.(type) {
	case big:
		fmt.Println("big", v.id)
	}
	type pairT struct{ a, b big }
	pp := pairT{a: a, b: b}
	pp.a.data[0] = 4
	qq := pp
	qq.a.data[0] = 5
	fmt.Println(pp.a.data[0], qq.a.data[0], a.data[0], pp == qq)
	done := make(chan int)
	go func(q big) { done <- q.id }(f)
	fmt.Println(<-done)
}
