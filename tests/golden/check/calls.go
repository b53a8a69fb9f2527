// errorcheck

// Arguments match parameters in number and type.
package main

func two(a int, b string) (int, error) { return 0, nil }
func variadic(a int, rest ...string)   {}
func none()                            {}

func main() {
	two(1)              // ERROR "not enough arguments in call to two\n\thave \(number\)\n\twant \(int, string\)"
	two(1, "a", nil)    // ERROR "too many arguments in call to two\n\thave \(number, string, nil\)\n\twant \(int, string\)"
	two("a", 1)         // ERROR "cannot use .a. \(untyped string constant\) as int value in argument to two" "cannot use 1 \(untyped int constant\) as string value in argument to two"
	variadic()          // ERROR "not enough arguments in call to variadic\n\thave \(\)\n\twant \(int, ...string\)"
	variadic(1, "a", 2) // ERROR "cannot use 2 \(untyped int constant\) as string value in argument to variadic"
	variadic(1, []string{}...)
	variadic(1, "a", []string{}...) // ERROR "too many arguments in call to variadic"
	none([]int{}...)    // ERROR "cannot use ... in call to non-variadic none"
	_ = none()          // ERROR "none\(\) \(no value\) used as value"
	x := two(1, "")     // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	_ = 1 + two(1, "")  // ERROR "multiple-value two\(1, ..\) \(value of type \(int, error\)\) in single-value context"
	none                // ERROR "none \(value of type func\(\)\) is not used"
	len                 // ERROR "len \(built-in\) must be called"
	int                 // ERROR "int \(type\) is not an expression"
	1()                 // ERROR "cannot call non-function 1 \(untyped int constant\)"
	int()               // ERROR "missing argument in conversion to int"
	int(1, 2)           // ERROR "too many arguments in conversion to int"
	undefined(1)        // ERROR "undefined: undefined"
}
