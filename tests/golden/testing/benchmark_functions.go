// run

// Benchmark calls a function with growing N, or once if it uses Loop; what it reports is in the result.
package main

import (
	"fmt"
	"testing"
)

var sink []byte

func main() {
	calls, total := 0, 0
	r := testing.Benchmark(func(b *testing.B) {
		calls++
		for i := 0; i < b.N; i++ {
			total++
		}
	})
	fmt.Println(calls > 1, total > r.N, r.N > 1000, r.T > 0)

	calls = 0
	r = testing.Benchmark(func(b *testing.B) {
		calls++
		n := 0
		for b.Loop() {
			n++
		}
		b.ReportMetric(float64(n-b.N), "difference")
	})
	fmt.Println(calls, r.N > 1000, r.Extra["difference"])

	r = testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(8)
		for i := 0; i < b.N; i++ {
			sink = make([]byte, 64)
		}
	})
	fmt.Println(r.AllocsPerOp(), r.Bytes)

	r = testing.Benchmark(func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
			}
		})
	})
	fmt.Println(r.N > 1000)

	r = testing.Benchmark(func(b *testing.B) {
		b.Run("x", func(b *testing.B) { b.Fail() })
		b.Fatal("not measured")
	})
	fmt.Println(r.N, testing.AllocsPerRun(10, func() { sink = make([]byte, 64) }), testing.Testing())
}
