// run

// The value of a blank field in a composite literal is evaluated but not stored.
package main

import "fmt"

type point struct{ x, _, y int }

var global = point{1, 2, 3}

func two() int {
	fmt.Println("two")
	return 2
}

func main() {
	local := point{1, two(), 3}
	fmt.Println(global, local, &point{1, 2, 3}, []point{{1, 2, 3}})
}
