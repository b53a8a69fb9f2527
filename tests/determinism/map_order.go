package main

import "fmt"

func main() {
	m := map[string]int{}
	for i := 0; i < 50; i++ {
		m[fmt.Sprint("key", i)] = i
	}
	for k := range m {
		fmt.Print(k, " ")
	}
	fmt.Println()
	for i := 0; i < 5; i++ {
		for k, v := range m {
			fmt.Println(k, v)
			break
		}
	}
	// What is added during an iteration comes or does not.
	n := 0
	for k := range m {
		n++
		if n < 60 {
			m[k+"x"] = n
		}
	}
	fmt.Println(n, len(m))
}
