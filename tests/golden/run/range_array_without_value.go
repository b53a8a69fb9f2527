// run

// An array is evaluated for its length alone if it contains calls or receives, and only then.
package main

import "fmt"

type holder struct{ arr [3]int }

var calls int

func call() int {
	calls++
	return calls
}

func hold() holder {
	calls++
	return holder{}
}

func pointer() *[2]int {
	calls++
	return nil
}

func count(what string, want int) {
	if calls != want {
		fmt.Println(what, "makes", calls, "calls, not", want)
	}
	calls = 0
}

func main() {
	c := make(chan [3]int, 2)
	c <- [3]int{}
	c <- [3]int{}
	for range <-c {
	}
	for i := range (<-c) {
		fmt.Print(i)
	}
	fmt.Println(" left:", len(c))

	for range [3]int{call(), 1} {
	}
	count("a literal", 1)
	for i := range hold().arr {
		fmt.Print(i)
	}
	count("a field", 1)
	m := map[int][3]int{}
	for i := range m[call()] {
		fmt.Print(i)
	}
	count("an element", 1)
	for range [2]int{int(byte(calls)), len("x")} {
	}
	for range [1]func() int{func() int { return call() }} {
	}
	count("a literal without calls", 0)
	for range pointer() {
	}
	count("a pointer", 1)
	var none *[3]int
	var nowhere *holder
	for i := range *none {
		fmt.Print(i)
	}
	for i := range nowhere.arr {
		fmt.Print(i)
	}
	for i := range none {
		fmt.Print(i)
	}
	fmt.Println()
}
