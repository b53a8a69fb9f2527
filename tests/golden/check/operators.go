// errorcheck

// Operators need operands of one type for which they are defined.
package main

type S struct{ f func() }

func main() {
	var i int
	var s string
	var b bool
	var p *int
	var sl []int
	var fn func()
	var e1, e2 any

	_ = i + s        // ERROR "invalid operation: i \+ s \(mismatched types int and string\)"
	_ = i + "a"      // ERROR "mismatched types int and untyped string"
	_ = i + 1.5      // ERROR "1.5 \(untyped float constant\) truncated to int"
	_ = b + b        // ERROR "operator \+ not defined on b \(variable of type bool\)"
	_ = s - s        // ERROR "operator - not defined on s"
	_ = i && b       // ERROR "mismatched types int and bool"
	_ = !i           // ERROR "operator ! not defined on i"
	_ = -s           // ERROR "operator - not defined on s"
	_ = p + 1        // ERROR "mismatched types \*int and untyped int|cannot convert"
	_ = sl == sl     // ERROR "slice can only be compared to nil"
	_ = fn == fn     // ERROR "func can only be compared to nil"
	_ = S{} == S{}   // ERROR "struct containing func\(\) cannot be compared"
	_ = b < b        // ERROR "operator < not defined on bool|operator < not defined on"
	_ = nil == nil   // ERROR "operator == not defined on nil"
	_ = i == s       // ERROR "mismatched types int and string"
	_ = &1           // ERROR "cannot take address of 1"
	_ = *i           // ERROR "cannot indirect i"
	_ = <-i          // ERROR "cannot receive from non-channel i"
	_ = i / 0        // ERROR "invalid operation: division by zero"
	_ = 1.0 << i     // ERROR "shifted operand 1.0 \(type float64\) must be integer"
	var sh int = 1.0 << i
	_ = sh
	_ = "a" << 1     // ERROR "shifted operand .a. \(untyped string constant\) must be integer"
	_ = i << -1      // ERROR "negative shift count -1"
	_ = i << 1.5     // ERROR "1.5 \(untyped float constant\) truncated to uint"
	_ = e1 == e2
	_ = e1 == i
	_ = e1 == sl     // ERROR "slice can only be compared to nil"
	i += s           // ERROR "i \+= s \(mismatched types int and string\)"
	_ = ^1.5         // ERROR "operator \^ not defined on 1.5"
	_ = ~i           // ERROR "use \^ for bitwise complement"
}
