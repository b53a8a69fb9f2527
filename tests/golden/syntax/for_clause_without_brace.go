// errorcheck

// The statements of the body are parsed although its brace is missing.
package main

func f() {
	for i := 0; i < 10; i++ println(i) // ERROR "syntax error: unexpected name println, expected { after for clause"
	}
	x := = 1 // ERROR "syntax error: unexpected =, expected expression"
}

func g() {
	for i := 0; i < 10; i++ // ERROR "syntax error: unexpected newline, expected { after for clause"
		println(i)
	println(2)
}
