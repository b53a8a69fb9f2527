// run
// The tree of context_tree_of_100000, small enough for a collection at every allocation and for race mode.

package main

import (
	"context"
	"fmt"
)

func main() {
	root, cancel := context.WithCancel(context.Background())
	all := []context.Context{root}
	for i := 1; i < 600; i++ {
		c, _ := context.WithCancel(all[i/3])
		all = append(all, c)
	}
	alive := 0
	for _, c := range all {
		if c.Err() == nil {
			alive++
		}
	}
	cancel()
	cancelled := 0
	for _, c := range all {
		if c.Err() == context.Canceled {
			cancelled++
		}
	}
	fmt.Println(alive, cancelled)
	// A chain as long.
	c := context.Background()
	for i := 0; i < 600; i++ {
		c = context.WithValue(c, i, i)
	}
	fmt.Println(c.Value(5), c.Value("none"))
}
