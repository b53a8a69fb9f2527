// errorcheck

package main

var a := 1 // ERROR "syntax error: unexpected :=, expected ="
var b int := 1 // ERROR "syntax error: unexpected :=, expected ="
const c := 1 // ERROR "syntax error: unexpected :=, expected ="
type T := int // ERROR "syntax error: unexpected :=, expected ="

func main() {
	var (
		x := 1 // ERROR "syntax error: unexpected :=, expected ="
		y  = 2
	)
	select {
	case x, y: // ERROR "syntax error: unexpected :, expected := or = or comma"
	}
}
