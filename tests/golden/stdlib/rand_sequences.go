// run

package main

import (
	"fmt"
	"math/rand"
)

func main() {
	for _, seed := range []int64{0, 1, 42, -7, 1 << 40} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(r.Int63(), r.Uint32(), r.Uint64(), r.Int31(), r.Int(), r.Intn(10), r.Intn(16), r.Intn(1<<40), r.Int31n(100), r.Int31n(64), r.Int63n(1000), r.Int63n(1<<50), r.Float64(), r.Float32())
		fmt.Println(r.Perm(10), r.NormFloat64(), r.ExpFloat64())
		s := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		b := make([]byte, 10)
		n, err := r.Read(b)
		fmt.Println(s, b, n, err)
		sum := 0.0
		for i := 0; i < 20000; i++ {
			sum += r.NormFloat64() + r.ExpFloat64()
		}
		z := rand.NewZipf(r, 1.5, 2, 100)
		fmt.Println(sum, z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())
		r.Seed(seed + 1)
		fmt.Println(r.Int63(), r.Intn(6))
	}
	rand.Seed(99)
	fmt.Println(rand.Int(), rand.Intn(100), rand.Float64(), rand.Perm(5), rand.Int63n(7), rand.Uint32(), rand.NormFloat64(), rand.ExpFloat64(), rand.Int31n(9), rand.Uint64(), rand.Float32(), rand.Int31(), rand.Int63())
	fmt.Println(rand.NewZipf(rand.New(rand.NewSource(1)), 1, 1, 1) == nil)
	for _, f := range []func(){func() { rand.Intn(0) }, func() { rand.Int63n(-1) }, func() { rand.Int31n(0) }, func() { rand.Shuffle(-1, nil) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
