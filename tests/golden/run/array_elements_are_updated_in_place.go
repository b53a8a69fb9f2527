// run
package main

import "fmt"

type counters struct {
	before int
	bins   [4]int
	after  int
}

func (c *counters) count(index []int, step int) (err any) {
	defer func() { err = recover() }()
	for _, i := range index {
		c.bins[i] += step
		c.bins[i]++
		c.bins[i] -= 3
	}
	return nil
}

func main() {
	c := &counters{before: 1, after: 2}
	fmt.Println(c.count([]int{0, 3, 3, 0, 1}, 10), *c)
	fmt.Println(c.count([]int{2, 4}, 1), *c)
	fmt.Println(c.count([]int{2, -1}, 1), *c)
	var none *counters
	fmt.Println(none.count(nil, 1))
	fmt.Println(none.count([]int{0}, 1))
}
