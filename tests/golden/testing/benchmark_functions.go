// run

// Benchmark calls a function with growing N, or once if it uses Loop; what it reports is in the result.
package main

import (
	"flag"
	"fmt"
	"testing"
)

var sink []byte

func main() {
	testing.Init()
	flag.Set("test.benchtime", "100x")
	var calls []int
	r := testing.Benchmark(func(b *testing.B) {
		calls = append(calls, b.N)
		for i := 0; i < b.N; i++ {
		}
	})
	fmt.Println(calls, r.N, r.T > 0)

	calls = nil
	r = testing.Benchmark(func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
		}
		calls = append(calls, n, b.N)
	})
	fmt.Println(calls, r.N)

	r = testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(8)
		b.ReportMetric(5, "widgets")
		for i := 0; i < b.N; i++ {
			sink = make([]byte, 64)
		}
	})
	fmt.Println(r.AllocsPerOp(), r.AllocedBytesPerOp(), r.Bytes, r.Extra)

	total := 0
	r = testing.Benchmark(func(b *testing.B) {
		b.SetParallelism(3)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				total++
			}
		})
	})
	fmt.Println(total, r.N)

	r = testing.Benchmark(func(b *testing.B) {
		b.Run("x", func(b *testing.B) { b.Fail() })
		b.Fatal("not measured")
	})
	fmt.Println(r.N, testing.AllocsPerRun(10, func() { sink = make([]byte, 64) }), testing.Testing())
}
