// run

// Structs and arrays of types narrower than a word, held in registers, in memory, in maps, channels and interfaces.
package main

import "fmt"

type small struct {
	a int8
	b uint16
	c bool
	d int32
	e float32
}

type mix struct {
	x  uint8
	s  string
	y  int16
	in struct {
		p [3]int8
		q uint32
	}
	z float32
}

type rgb struct{ r, g, b uint8 }

type nested struct {
	a rgb
	b rgb
	c [2]rgb
	d int8
}

func change(s small) small {
	s.a--
	s.b++
	s.c = !s.c
	s.d *= -3
	s.e /= 4
	return s
}

func (n nested) sum() int {
	t := 0
	for _, c := range n.c {
		t += int(c.r) + int(c.g) + int(c.b)
	}
	return t + int(n.a.r) + int(n.b.b) + int(n.d)
}

func swap(a, b rgb) (rgb, rgb) { return b, a }

func main() {
	s := small{-128, 65535, true, -7, 1.5}
	t := change(s)
	fmt.Println(s, t, s == t, s == small{-128, 65535, true, -7, 1.5})
	p := &t
	p.a = -1
	p.d++
	fmt.Println(*p, t.a, t.b, t.c, t.d, t.e)

	var m mix
	m.in.p[1] = -5
	m.in.q = 4000000000
	m.y = -300
	m.s = "hi"
	m.z = -2.25
	n := m
	n.in.p[2]--
	n.x = 255
	n.x++
	fmt.Println(m, n, m == n, n.in == m.in)

	v := nested{a: rgb{1, 2, 3}, d: -4}
	v.b = rgb{b: 200}
	v.c[1] = v.a
	w := v
	w.c[0], w.c[1] = swap(w.c[0], w.c[1])
	fmt.Println(v, w, v.sum(), w.sum(), v == w)

	mm := map[rgb]nested{v.a: v}
	fmt.Println(mm[rgb{1, 2, 3}].c[1].g, mm[rgb{}].d, len(mm))
	ch := make(chan nested, 2)
	ch <- w
	got := <-ch
	fmt.Println(got == w)
	var i interface{} = v
	fmt.Println(i.(nested).b, i == interface{}(v), i == interface{}(w))
	var j interface{} = rgb{9, 8, 7}
	fmt.Println(j, j.(rgb).g)

	arr := [5]int8{1, -2, 3, -4, 5}
	brr := arr
	brr[1] = 100
	idx := 3
	brr[idx] += 120
	fmt.Println(arr, brr, arr == brr, len(arr))
	u := [3]uint16{1, 2, 3}
	for i := range u {
		u[i] *= 30000
	}
	fmt.Println(u)
	f := [2][3]bool{{true}, {false, true}}
	f[1][2] = f[0][0]
	fmt.Println(f, f[0] != f[1])
	c := [2]complex64{1 + 2i, 3}
	c[1] *= c[0]
	fmt.Println(c, real(c[1]), imag(c[1]))
	type e struct{}
	var es [4]e
	fmt.Println(es, len(es), struct{}{} == e(struct{}{}))
	fn := func(a int8, b uint8, c int16) (uint8, int8) { return uint8(a) + b, int8(c) }
	fmt.Println(fn(-1, 10, 511))
}
