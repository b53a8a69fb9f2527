// run

// Operands are evaluated in the usual order, index operands before assignments, assignments from left to right.
package main

import "fmt"

var trace []string

func t(name string, v int) int {
	trace = append(trace, name)
	return v
}

func pair(a, b int) (int, int) {
	trace = append(trace, "pair")
	return a, b
}

func show(what string) {
	fmt.Println(what, trace)
	trace = nil
}

type node struct {
	val  int
	next *node
}

func main() {
	a := []int{0, 1, 2, 3, 4}
	a[t("i", 0)], a[t("j", 1)] = t("x", 10), t("y", 11)
	show("index then values")
	fmt.Println(a)

	i := 0
	i, a[i] = 2, 99
	fmt.Println(i, a)

	a[0], a[1] = a[1], a[0]
	fmt.Println(a)

	x := t("a", 1) + t("b", 2)*t("c", 3)
	show("arithmetic")
	fmt.Println(x)

	m := map[int]int{}
	m[t("key", 1)], m[t("key2", 2)] = pair(t("p", 5), t("q", 6))
	show("map from call")
	fmt.Println(m)

	var p *node = &node{val: 1}
	p, p.next = p.next, &node{val: 2}
	fmt.Println(p == nil)

	func() {
		defer func() { fmt.Println("recovered", recover() != nil, a[0]) }()
		var q *node
		a[0], q.val = 77, 5
	}()

	func() {
		defer func() {
			fmt.Println("index panic", recover())
			show("right side first")
		}()
		a[t("big", 50)] = t("rhs", 1)
	}()

	s := []int{1, 2, 3}
	s[0], s = 9, []int{4, 5, 6}
	fmt.Println(s)

	b, c, d := 1, 2, 3
	b, c, d = c, d, b
	fmt.Println(b, c, d)

	f := func() (int, int) { b++; return b, b * 2 }
	b, c = f()
	fmt.Println(b, c)

	fmt.Println(t("1", 1) < t("2", 2) && t("3", 3) > t("4", 4) || t("5", 5) == 5)
	show("short circuit")

	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 100
		fmt.Print(i, " ", v, " ")
	}
	fmt.Println(arr)

	sl := []int{1, 2, 3}
	for i, v := range sl {
		sl = append(sl, v*10)
		sl[2] = 50
		fmt.Print(i, " ", v, " ")
	}
	fmt.Println(sl)
	lit := []int{t("e0", 0), t("e1", 1), 3: t("e3", 3)}
	show("literal")
	fmt.Println(lit)
	k := map[string]int{"a": t("va", 1), "b": t("vb", 2)}
	show("map literal")
	fmt.Println(k)
}
