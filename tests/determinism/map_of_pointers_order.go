package main

import "fmt"

type node struct{ name int }

func main() {
	m := map[*node]bool{}
	c := map[chan int]int{}
	a := map[any]int{}
	for i := 0; i < 40; i++ {
		m[&node{i}] = true
		c[make(chan int)] = i
		a[&node{i}] = i
		a[float64(i)] = i
	}
	for n := range m {
		fmt.Print(n.name, " ")
	}
	fmt.Println()
	for _, i := range c {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for _, i := range a {
		fmt.Print(i, " ")
	}
	fmt.Println()
}
