// run

// A result that a loop sets before the address of an element is out of range has its value after the panic.
package main

import "fmt"

type row struct{ cells [5]int }

func inSlice(rows []row, k int) (r int) {
	defer func() { recover() }()
	for {
		r = 9
		rows[k].cells[1]++
		if rows[k].cells[1] > 4 {
			return
		}
	}
}

func inField(p *row, k int) (r int, s string) {
	defer func() { recover() }()
	for {
		r, s = 9, "set"
		p.cells[k]++
		if p.cells[k] > 4 {
			return
		}
	}
}

func main() {
	fmt.Println(inSlice(nil, 1), inSlice(make([]row, 2), 1))
	fmt.Println(inField(nil, 1))
	fmt.Println(inField(&row{}, 7))
	fmt.Println(inField(&row{}, 1))
}
