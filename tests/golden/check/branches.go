// errorcheck

// Labels and branch statements.
package main

func f(x int) {
	break       // ERROR "break is not in a loop, switch, or select"
	continue    // ERROR "continue is not in a loop"
	fallthrough // ERROR "fallthrough statement out of place"
unused: // ERROR "label unused defined and not used"
	for {
		break missing    // ERROR "break label not defined: missing"
		continue missing // ERROR "continue label not defined: missing"
	}
	goto over // ERROR "goto over jumps over declaration of y at branches.go:16:4"
	y := 1
	_ = y
over:
	goto into // ERROR "goto into jumps into block starting at branches.go:20:2"
	{
	into:
	}
	goto nowhere // ERROR "label nowhere not defined"
block:
	{
		for {
			continue block // ERROR "invalid continue label block"
		}
	}
	switch x {
	case 1:
		fallthrough
	case 2:
		fallthrough // ERROR "cannot fallthrough final case in switch"
	}
	switch any(x).(type) {
	case int:
		fallthrough // ERROR "cannot fallthrough in type switch"
	}
twice:
	for {
		break twice
	}
twice: // ERROR "label twice already defined at branches.go:40:1"
}

func main() {}
