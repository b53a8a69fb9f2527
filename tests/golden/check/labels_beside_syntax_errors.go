// errorcheck

// Labels are looked at in functions that parse, even when others do not.
package main

func f() {
	x := = 1 // ERROR "syntax error: unexpected =, expected expression"
unused:
	for {
		break missing
	}
}

func g() {
unused: // ERROR "label unused defined and not used"
	for {
		break missing // ERROR "break label not defined: missing"
	}
	func() {
		continue // ERROR "continue is not in a loop"
	}()
	var y int = "no error of types"
}
