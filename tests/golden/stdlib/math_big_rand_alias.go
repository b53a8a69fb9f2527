// run

// The result of Rand may be its own limit.
package main

import (
	"fmt"
	"math/big"
	"math/rand"
)

func main() {
	r := rand.New(rand.NewSource(1))
	for _, bits := range []uint{1, 63, 64, 65, 200} {
		n := new(big.Int).Lsh(big.NewInt(1), bits)
		limit := new(big.Int).Set(n)
		n.Rand(r, n)
		fmt.Println(n.Cmp(limit) < 0, n)
	}
}
