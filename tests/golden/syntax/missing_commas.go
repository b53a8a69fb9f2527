// errorcheck

package main

var list = []int{
	1,
	2 // ERROR "syntax error: unexpected newline in composite literal; possibly missing comma or }"
}

func f(a,
	b int // ERROR "syntax error: unexpected newline in parameter list; possibly missing comma or \)"
) {
}

func main() {
	f(1,
		2 // ERROR "syntax error: unexpected newline in argument list; possibly missing comma or \)"
	)
	f 1 // ERROR "syntax error: unexpected literal 1 at end of statement"
}
