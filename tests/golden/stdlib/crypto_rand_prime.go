// run

// Prime does not depend on its source alone.
package main

import (
	"crypto/rand"
	"fmt"
	mrand "math/rand"
)

func main() {
	first, _ := rand.Prime(mrand.New(mrand.NewSource(42)), 32)
	for i := 0; i < 128; i++ {
		if p, _ := rand.Prime(mrand.New(mrand.NewSource(42)), 32); p.Cmp(first) != 0 {
			fmt.Println("differs")
			return
		}
	}
	fmt.Println("always the same")
}
