// run exit=2

// The texts of panics are asked for from the latest to the first, and shown the other way round.
package main

import "fmt"

type N struct{ n int }

func (n N) Error() string { fmt.Println("printing", n.n); return fmt.Sprint(n.n) }

func main() {
	defer func() { panic(N{3}) }()
	defer func() { panic(N{2}) }()
	panic(N{1})
}
