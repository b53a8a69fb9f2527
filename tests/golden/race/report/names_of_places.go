// race

// Report: what was accessed: field, element, variable, map, header.
package main

import "runtime"

type account struct{ owner, balance int }

var (
	name    string
	values  = make([]int, 4)
	list    []int
	table   = map[string]int{}
	current any
	rows    [3]int
	acc     account
)

func racer() {
	name = "a"
	values[3] = 1
	list = append(list, 1)
	table["a"] = 1
	current = 1
	rows[2] = 1
	acc.balance = 1
}

func main() {
	captured := 0
	go func() {
		racer()
		captured = 1
	}()
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	use(len(name))
	use(values[3])
	use(len(list))
	use(table["b"])
	use(current == nil)
	use(rows[2])
	use(acc.balance)
	use(captured)
}

func use(any) {}
