// run

// Greatest common divisors of long numbers, and quotients that are found piece by piece.
package main

import (
	"fmt"
	"hash/fnv"
	"math/big"
	"math/rand"
)

func main() {
	r := rand.New(rand.NewSource(1))
	h := fnv.New64a()
	num := func(bits int) *big.Int {
		n := new(big.Int).Rand(r, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
		return n.Add(n, big.NewInt(1))
	}
	for i := 0; i < 600; i++ {
		g, a, b := num(1+r.Intn(300)), num(1+r.Intn(2000)), num(1+r.Intn(2000))
		a.Mul(a, g)
		b.Mul(b, g)
		d := new(big.Int).GCD(nil, nil, a, b)
		fmt.Fprintln(h, d)
	}
	fmt.Println(h.Sum64())
	a, b := num(60000), num(50000)
	g := num(50000)
	fmt.Println(new(big.Int).GCD(nil, nil, a.Mul(a, g), b.Mul(b, g)).Cmp(g) >= 0)
	// Neighbours of the Fibonacci numbers have the quotients that are longest in coming.
	x, y := big.NewInt(1), big.NewInt(1)
	for i := 0; i < 5000; i++ {
		x, y = y, x.Add(x, y)
	}
	fmt.Println(new(big.Int).GCD(nil, nil, x, y), new(big.Int).GCD(nil, nil, y, x))
	p := new(big.Int).Lsh(big.NewInt(1), 5000)
	q := new(big.Int).Sub(p, big.NewInt(1))
	fmt.Println(new(big.Int).GCD(nil, nil, p, q), new(big.Int).GCD(nil, nil, p, new(big.Int).Lsh(big.NewInt(3), 4900)).BitLen())
	for i := 0; i < 40; i++ {
		a, b := num(60000), num(1+r.Intn(70000))
		z := new(big.Int).Mul(a, b)
		d, m := new(big.Int).DivMod(z.Add(z, big.NewInt(5)), a, new(big.Int))
		fmt.Fprintln(h, z, d.Cmp(b), m)
	}
	fmt.Println(h.Sum64())
	s := new(big.Rat)
	for i := int64(1); i < 400; i++ {
		s.Add(s, big.NewRat(1, i))
	}
	fmt.Println(s)
}
