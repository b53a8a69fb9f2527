// run

// Statements that the compiler turns into single combined instructions, with the panics of their parts.
package main

import "fmt"

type point struct {
	n    int
	f    float64
	name string
	next *point
	xs   []int
	bs   []byte
	is   []int32
	ss   []string
	ps   []*point
}

//go:noinline
func mulAdd(a, b, c int) int { return a*b + c }

//go:noinline
func mulAddConst(a, c int) int { return a*31 + c }

//go:noinline
func add3(a, b, c int) int { return a + b + c }

//go:noinline
func add2Const(a, b int) int { return a + b + 7 }

func ints(a, b, c int) [4]int {
	return [4]int{mulAdd(a, b, c), mulAddConst(a, c), add3(a, b, c), add2Const(a, b)}
}

//go:noinline
func fmulAdd(a, b, c float64) float64 { return c + a*b }

//go:noinline
func fmulSub(a, b, c float64) float64 { return c - a*b }

//go:noinline
func fmulRSub(a, b, c float64) float64 { return a*b - c }

//go:noinline
func fadd3(a, b, c float64) float64 { return a + b + c }

//go:noinline
func fsubAdd(a, b, c float64) float64 { return a - b + c }

//go:noinline
func faddSub(a, b, c float64) float64 { return a + b - c }

//go:noinline
func fmul3(a, b, c float64) float64 { return a * b * c }

//go:noinline
func square(a, b, c float64) float64 { return a*a + b*b + c*c }

func floats(a, b, c float64) [8]float64 {
	return [8]float64{fmulAdd(a, b, c), fmulSub(a, b, c), fmulRSub(a, b, c), fadd3(a, b, c), fsubAdd(a, b, c),
		faddSub(a, b, c), fmul3(a, b, c), square(a, b, c)}
}

//go:noinline
func addField(p *point, k int) { p.n += k }

//go:noinline
func incField(p *point) { p.n++ }

//go:noinline
func addFloat(p *point, x float64) { p.f += x }

//go:noinline
func subFloat(p *point, x float64) { p.f -= x }

//go:noinline
func mulAddFloat(p *point, x, y float64) { p.f += x * y }

//go:noinline
func mulSubFloat(p *point, x, y float64) { p.f -= x * y }

func memory(p *point, k int, x, y float64) {
	addField(p, k)
	incField(p)
	addFloat(p, x)
	subFloat(p, y)
	mulAddFloat(p, x, y)
	mulSubFloat(p, x, x)
}

//go:noinline
func elements(s []int, f []float64, i, k int, x float64) {
	s[i] += k
	s[i]++
	s[i+1] = s[i-1]
	f[i] += x
}

//go:noinline
func subElement(f []float64, i int, x float64) { f[i] -= x }

//go:noinline
func fieldOf(s []point, i int) int { return s[i].n }

//go:noinline
func nameOf(s []point, i int) string { return s[i].name }

//go:noinline
func setField(s []point, i, v int) { s[i].n = v }

//go:noinline
func setNext(s []point, i int, q *point) { s[i].next = q }

//go:noinline
func swaps(i, j int, a []byte, b []int32, c []int, d []*point, e []string) {
	a[i], a[j] = a[j], a[i]
	b[i], b[j] = b[j], b[i]
	c[i], c[j] = c[j], c[i]
	d[i], d[j] = d[j], d[i]
	e[i], e[j] = e[j], e[i]
}

//go:noinline
func fields(s []point, i, v int, q *point) (int, string) {
	setField(s, i, v)
	setNext(s, i, q)
	return fieldOf(s, i) + s[i].next.n, nameOf(s, i)
}

//go:noinline
func throughPointer(p *point, i int, v int, q *point) (int, byte, int32, string, byte) {
	p.xs[i] = v
	p.bs[i] = byte(v)
	p.is[i] = int32(-v)
	p.ps[i] = q
	return p.xs[i], p.bs[i], p.is[i], p.ss[i], p.name[i]
}

//go:noinline
func grids(g [][]int, b [][]byte, i, j, v int) (int, byte) {
	g[i][j] = v
	b[j][i] = byte(v)
	return g[j][i], b[i][j]
}

//go:noinline
func length(p *point) int {
	if p.next == nil {
		return 1
	}
	return 1 + length(p.next)
}

//go:noinline
func kind(p *point) string {
	if p.n == 3 {
		return "three"
	}
	if p.n != 4 {
		return "other"
	}
	return "four"
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

func vowels(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if isVowel(s[i]) {
			n++
		}
	}
	return n
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func newPoint() *point {
	return &point{n: 3, f: 1.5, name: "abc", xs: []int{1, 2, 3}, bs: []byte("xyz"), is: []int32{4, 5, 6},
		ss: []string{"p", "q", "r"}, ps: make([]*point, 3)}
}

func main() {
	fmt.Println(ints(3, -4, 5))
	fmt.Println(ints(1<<62, 4, -1))
	fmt.Println(floats(1.1, 2.2, 3.3))
	fmt.Println(floats(1e308, 10, -1e308))
	p := newPoint()
	memory(p, 10, 0.1, 0.7)
	fmt.Println(p.n, p.f)
	s, f := []int{1, 2, 3, 4}, []float64{1, 2, 3}
	elements(s, f, 1, 40, 0.25)
	subElement(f, 2, 0.5)
	fmt.Println(s, f)
	a, b, c, e := []byte("abc"), []int32{1, -2, 3}, []int{7, 8, 9}, []string{"x", "y", "z"}
	d := []*point{p, nil, nil}
	swaps(0, 2, a, b, c, d, e)
	swaps(1, 1, a, b, c, d, e)
	fmt.Println(string(a), b, c, d[0] == nil, d[2] == p, e)
	ps := []point{{name: "first"}, {name: "second"}}
	fmt.Println(fields(ps, 1, 6, &point{n: 100}))
	fmt.Println(throughPointer(p, 1, 300, p))
	fmt.Println(grids([][]int{{1, 2}, {3, 4}}, [][]byte{{5, 6}, {7, 8}}, 0, 1, 257))
	fmt.Println(length(&point{next: &point{next: &point{}}}), kind(newPoint()), kind(&point{n: 4}), kind(&point{}))
	fmt.Println(vowels("the quick brown fox jumps over the lazy dog"))

	var none *point
	try("memory", func() { memory(none, 1, 1, 1) })
	try("elements", func() { elements(s, f, 3, 1, 1) })
	try("elements below", func() { elements(s, f, 0, 1, 1) })
	try("swap second", func() { swaps(0, 3, a, b, c, d, e) })
	try("swap first", func() { swaps(-1, 0, a, b, c, d, e) })
	try("fields", func() { fields(ps, 2, 1, nil) })
	try("fields nil", func() { fields(ps, 0, 1, nil) })
	try("through nil", func() { throughPointer(none, 0, 0, nil) })
	try("through", func() { throughPointer(p, 3, 0, nil) })
	try("grid row", func() { grids([][]int{{1}}, nil, 1, 0, 0) })
	try("grid column", func() { grids([][]int{{1}}, nil, 0, 1, 0) })
	try("length", func() { length(none) })
	try("kind", func() { kind(none) })
	fmt.Println(s, f, string(a), b, c)
}
