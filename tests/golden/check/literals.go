// errorcheck

// Composite literals: keys, lengths, duplicates, elided types.
package main

type T struct {
	a int
	b string
}

type U struct{ T }

var (
	_ = T{1, "a"}
	_ = T{1}             // ERROR "too few values in T{"
	_ = T{1, "a", 2}     // ERROR "too many values in T{"
	_ = T{a: 1, "x"}     // ERROR "mixture of field:value and value elements in struct literal"
	_ = T{c: 1}          // ERROR "unknown field c in struct literal of type T"
	_ = T{A: 1}          // ERROR "unknown field A in struct literal of type T, but does have a"
	_ = T{a: 1, a: 2}    // ERROR "duplicate field name a in struct literal"
	_ = T{a: "x"}        // ERROR "cannot use .x. \(untyped string constant\) as int value in struct literal"
	_ = U{a: 1}          // ERROR "unknown field a in struct literal of type U"
	_ = []*T{{1, "a"}, nil, {b: ""}}
	_ = map[T]*T{{1, ""}: {2, ""}}
	_ = [2]int{1, 2, 3}  // ERROR "index 2 is out of bounds \(>= 2\)"
	_ = [...]int{5: 1, 5: 2} // ERROR "duplicate index 5 in array or slice literal"
	_ = []int{-1: 1}     // ERROR "must not be negative"
	_ = map[string]int{"a": 1, "a": 2} // ERROR "duplicate key .a. in map literal"
	_ = map[any]int{1: 1, 1.0: 1, "1": 1, int8(1): 2}
	_ = map[string]int{1} // ERROR "missing key in map literal"
	_ = int{}            // ERROR "invalid composite literal type int"
	_ = [...]int{}
	_ [...]int           // ERROR "invalid use of \[...\] array \(outside a composite literal\)"
)

func main() {}
