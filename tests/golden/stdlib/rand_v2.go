// run

package main

import (
	"fmt"
	"math/rand/v2"
)

func main() {
	p := rand.NewPCG(1, 2)
	for range 5 {
		fmt.Printf("%#x ", p.Uint64())
	}
	fmt.Println()
	state, _ := p.MarshalBinary()
	q := new(rand.PCG)
	fmt.Println(q.UnmarshalBinary(state), q.Uint64() == p.Uint64(), q.UnmarshalBinary([]byte("x")))

	c := rand.NewChaCha8([32]byte([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ123456")))
	for range 3 {
		fmt.Printf("%#x ", c.Uint64())
	}
	fmt.Println()
	for range 300 {
		c.Uint64()
	}
	state, _ = c.MarshalBinary()
	d := new(rand.ChaCha8)
	fmt.Println(d.UnmarshalBinary(state), d.Uint64() == c.Uint64(), d.UnmarshalBinary(nil))
	b := make([]byte, 13)
	n, err := c.Read(b)
	fmt.Println(n, err)

	r := rand.New(rand.NewPCG(1, 2))
	fmt.Println(r.IntN(100), r.Int64N(1<<40), r.Uint32N(10), r.Int32N(7), r.UintN(5), r.Uint64N(1<<50), r.Float64(), r.Float32(), r.Perm(5), r.Int(), r.Int32(), r.Int64(), r.Uint(), r.Uint32(), r.Uint64())
	fmt.Println(r.NormFloat64(), r.ExpFloat64())
	z := rand.NewZipf(r, 1.5, 2, 100)
	fmt.Println(z.Uint64() <= 100)
	ok := true
	for range 1000 {
		if x := rand.IntN(10); x < 0 || x >= 10 {
			ok = false
		}
		if x := rand.N(int8(5)); x < 0 || x >= 5 {
			ok = false
		}
		if f := rand.Float64(); f < 0 || f >= 1 {
			ok = false
		}
	}
	fmt.Println(ok, len(rand.Perm(4)))
	for _, f := range []func(){func() { rand.IntN(0) }, func() { rand.Uint64N(0) }, func() { rand.N(0) }, func() { rand.Int32N(-1) }, func() { rand.Shuffle(-1, nil) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
