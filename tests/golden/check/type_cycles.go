// errorcheck

// Types may refer to themselves through pointers, slices, maps, channels and functions, but may not contain themselves.
package main

type direct struct { // ERROR "invalid recursive type: direct refers to itself"
	d direct
}

type first struct { // ERROR "invalid recursive type first"
	s second
}
type second struct{ a [2]third }
type third struct{ f *int; first }

type alias1 = alias2 // ERROR "invalid recursive type alias1"
type alias2 = alias1

type embedsItself interface { // ERROR "invalid recursive type: embedsItself refers to itself"
	embedsItself
}

type box[T any] struct{ v T }
type inBox struct { // ERROR "invalid recursive type inBox"
	b box[inBox]
}

type length [len(length{})]int // ERROR "invalid recursive type length"

type list struct {
	next *list
	all  []list
	by   map[string]list
	f    func(list) list
	c    chan list
	g    box[*list]
}

type tree[K, V any] struct {
	left, right *tree[K, V]
	k           K
	v           V
}

func main() {}
