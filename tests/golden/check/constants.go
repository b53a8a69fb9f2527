// errorcheck

// Constants are exact, and representable in their type after each operation.
package main

const (
	big   = 1 << 100
	small = big >> 98
	third = 1.0 / 3
	huge  = 1 << 600 // ERROR "constant shift overflow"
)

const (
	c0 = iota
	c1
	c2, c3 = iota, "x"
	c4     // ERROR "extra init expr at "
	c5, c6, c7 // ERROR "missing init expr for c7"
)

var (
	v1 int8    = 128    // ERROR "cannot use 128 \(untyped int constant\) as int8 value in variable declaration \(overflows\)"
	v2 uint    = -1     // ERROR "cannot use -1 \(untyped int constant\) as uint value in variable declaration \(overflows\)"
	v3 int     = 1.5    // ERROR "truncated"
	v4 float32 = 1e100  // ERROR "overflows"
	v5         = uint8(255) + 1 // ERROR "uint8\(255\) \+ 1 \(constant 256 of type uint8\) overflows uint8"
	v6         = int8(-128) / -1 // ERROR "constant 128 of type int8\) overflows int8"
	v7 int     = small
	v8 float64 = big
	v9 string  = 'a'    // ERROR "cannot use 'a' \(untyped rune constant 97\) as string value in variable declaration"
	v10        = iota   // ERROR "cannot use iota outside constant declaration"
	v11 [third * 3]int
	v12 [-1]int         // ERROR "invalid array length -1"
	v13 [1.5]int        // ERROR "array length 1.5 \(untyped float constant\) must be integer"
	v14 [v7]int         // ERROR "invalid array length v7|must be constant"
)

const s []int = nil // ERROR "invalid constant type \[\]int"
const f = len("abc"[1:]) // ERROR "is not constant"

func main() {}
