// errorcheck

package main

// Malformed literals do not keep the rest from being checked.
func main() {
	_ = 08        // ERROR "invalid digit '8' in octal literal"
	_ = 0x        // ERROR "hexadecimal literal has no digits"
	_ = 1__0      // ERROR "'_' must separate successive digits"
	_ = 'ab'      // ERROR "more than one character in rune literal"
	_ = "\q"      // ERROR "unknown escape"
	_ = "\uD800"  // ERROR "escape is invalid Unicode code point U\+D800"
	_ = '\400'    // ERROR "octal escape value 256 > 255"
	_ = 1e        // ERROR "exponent has no digits"
	var s string = 1 // ERROR "cannot use 1 \(untyped int constant\) as string value in variable declaration"
	_ = s
}
