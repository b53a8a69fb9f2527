// run

package main

import "fmt"

func f(x int) (r int) { r = x; return
}

func main() {
	var x = f(
		1,
	)
	x++
	switch { case x == 2: fmt.Println("two"); default: fmt.Println("other") }
	func() { fmt.Println("called") }()
	{ fmt.Println("block") }
	;;
L: for { break L }
	goto end
end:
}
