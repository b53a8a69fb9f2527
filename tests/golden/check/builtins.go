// errorcheck

// Predeclared functions and conversions.
package main

func f(n int, s []int, m map[string]int, r <-chan int) {
	_ = append(n, 1)        // ERROR "invalid append: argument must be a slice; have n \(variable of type int\)"
	_ = append(s, "a")      // ERROR "cannot use .a. \(untyped string constant\) as int value in argument to append"
	_ = append([]byte("a"), "b"...)
	_ = cap(m)              // ERROR "invalid argument: m \(variable of type map\[string\]int\) for built-in cap"
	_ = len(1)              // ERROR "invalid argument: 1 \(untyped int constant\) for built-in len"
	clear(n)                // ERROR "invalid argument: clear n \(variable of type int\) must be a map or slice"
	close(r)                // ERROR "cannot close receive-only channel r"
	close(n)                // ERROR "cannot close non-channel n"
	_ = copy(s, "a")        // ERROR "invalid copy: arguments s .* and .a. .* have different element types int and byte"
	delete(s, 1)            // ERROR "invalid argument: s \(variable of type \[\]int\) is not a map"
	delete(m, 1)            // ERROR "cannot use 1 \(untyped int constant\) as string value in argument to delete"
	_ = make(int)           // ERROR "invalid argument: cannot make int: type must be slice, map, or channel"
	_ = make([]int)         // ERROR "make\(\[\]int\) expects 2 or 3 arguments; found 1"
	_ = make([]int, 2, 1)   // ERROR "length and capacity swapped"
	_ = make([]int, -1)     // ERROR "must not be negative"
	_ = max(1, "a")         // ERROR "mismatched types"
	_ = min(1, 2.5) + 0.5
	_ = real(n)             // ERROR "argument has type int, expected complex type"
	_ = complex(1, float32(2))
	_ = complex(n, 1)       // ERROR "arguments have type int, expected floating-point"
	_ = new(1)              // ERROR "1 is not a type"
	len(s)                  // ERROR "len\(s\) \(value of type int\) is not used"
	panic()                 // ERROR "not enough arguments for panic\(\) \(expected 1, found 0\)"
	_ = int8(300)           // ERROR "cannot convert 300 .* to type int8|constant 300 overflows int8"
	_ = string(s)           // ERROR "cannot convert s \(variable of type \[\]int\) to type string"
	_ = [2]int(s)
	_ = (*[2]int)(s)
	_ = []int("a")          // ERROR "cannot convert .a. \(untyped string constant\) to type \[\]int"
}

func main() {}
