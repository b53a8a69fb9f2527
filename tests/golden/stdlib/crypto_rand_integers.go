// run

// Random integers and primes of crypto/rand.
package main

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
)

func main() {
	limit := big.NewInt(1000)
	for i := 0; i < 100; i++ {
		n, err := rand.Int(rand.Reader, limit)
		if err != nil || n.Sign() < 0 || n.Cmp(limit) >= 0 {
			fmt.Println("wrong", n, err)
		}
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1))
	fmt.Println(n, err)
	p, err := rand.Prime(rand.Reader, 64)
	fmt.Println(p.BitLen(), p.ProbablyPrime(20), err)
	_, err = rand.Prime(rand.Reader, 1)
	fmt.Println(err)
	_, err = rand.Int(strings.NewReader(""), limit)
	fmt.Println(err)
	func() {
		defer func() { fmt.Println(recover()) }()
		rand.Int(rand.Reader, new(big.Int))
	}()
}
