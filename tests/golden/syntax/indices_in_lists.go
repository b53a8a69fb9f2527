// errorcheck

package main

func main() {
	var a [3][3]int
	i := 0
	_ = a[1, 2]   // ERROR "syntax error: unexpected literal 2, expected ]"
	_ = a[i, i+1] // ERROR "syntax error: unexpected \+, expected ]"
	_ = a[i, -1]  // ERROR "syntax error: unexpected -, expected ]"
}
