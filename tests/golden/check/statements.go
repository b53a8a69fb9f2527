// errorcheck

// Assignments, declarations, calls as statements, returns.
package main

func two() (int, string) { return 1, "a" }

func missing(x int) int {
	if x > 0 {
		return 1
	}
} // ERROR "missing return"

func complete(x int) int {
	switch {
	case x > 0:
		return 1
	default:
		panic("negative")
	}
}

func results() (n int, err error) {
	{
		n := 1
		_ = n
		return // ERROR "result parameter n not in scope at return"
	}
	return 1 // ERROR "not enough return values\n\thave \(number\)\n\twant \(int, error\)"
}

func nothing() {
	return 1, "a" // ERROR "too many return values\n\thave \(number, string\)\n\twant \(\)"
}

func f() {
	a, b := 1 // ERROR "assignment mismatch: 2 variables but 1 value"
	_, _ = a, b
	c := two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	_ = c
	unused := 1 // ERROR "declared and not used: unused"
	x := 1
	x := 2   // ERROR "no new variables on left side of :="
	x.y := 3 // ERROR "non-name x.y on left side of :="
	x + 1    // ERROR "x \+ 1 \(value of type int\) is not used"
	two      // ERROR "two \(value of type func\(\) \(int, string\)\) is not used"
	len      // ERROR "len \(built-in\) must be called"
	int      // ERROR "int \(type\) is not an expression"
	go int(x)       // ERROR "go requires function call, not conversion"
	defer len("a")  // ERROR "defer discards result of len"
	_ = nil         // ERROR "use of untyped nil in assignment to _ identifier"
	"a"[0] = 'b'    // ERROR "cannot assign to .a.\[0\] \(neither addressable nor a map index expression\)"
	var s string
	s++     // ERROR "invalid operation: s\+\+ \(non-numeric type string\)"
	s += 1  // ERROR "mismatched types|cannot convert"
	if x {  // ERROR "non-boolean condition in if statement"
	}
	for x { // ERROR "non-boolean condition in for statement"
	}
	var m map[string]struct{ n int }
	m["a"].n = 1 // ERROR "cannot assign to struct field m\[.a.\].n in map"
	x <- 1       // ERROR "cannot send to non-channel x \(variable of type int\)"
	switch x {
	case 1:
	case 2, 1: // ERROR "duplicate case 1 \(constant of type int\) in expression switch"
	case "a":  // ERROR "invalid case .a. in switch on x \(mismatched types untyped string and int\)"
	}
	switch y := any(x).(type) { // ERROR "declared and not used: y"
	case int, int: // ERROR "duplicate case int in type switch"
	}
	for i, j := range 3 { // ERROR "range over 3 \(untyped int constant\) permits only one iteration variable"
		_, _ = i, j
	}
	for range 1.5 { // ERROR "cannot range over 1.5 \(untyped float constant\)"
	}
	for range func(int) {} { // ERROR "func must be func\(yield func\(...\) bool\): argument is not func"
	}
}

func main() {}
