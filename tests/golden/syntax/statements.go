// errorcheck

package main

func main() {
	x y           // ERROR "syntax error: unexpected name y at end of statement"
	f(1 2)        // ERROR "syntax error: unexpected literal 2 in argument list; possibly missing comma or \)"
	a, b          // ERROR "syntax error: unexpected newline, expected := or = or comma"
	for i := 0; { // ERROR "syntax error: unexpected {, expected for loop condition"
	}
	if x = 1 { // ERROR "syntax error: cannot use assignment x = 1 as value"
	}
	if x { // a body
	} else y // ERROR "syntax error: else must be followed by if or statement block"
	x = )    // ERROR "syntax error: unexpected \), expected expression"
	switch x {
	y // ERROR "syntax error: unexpected name y, expected case or default or }"
	}
}
