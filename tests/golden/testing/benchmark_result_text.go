// run

// A BenchmarkResult prints as go test prints it.
package main

import (
	"fmt"
	"testing"
	"time"
)

func main() {
	r := testing.BenchmarkResult{N: 100, T: 240 * time.Microsecond}
	fmt.Println(r, r.NsPerOp(), r.AllocsPerOp(), r.AllocedBytesPerOp())
	for _, ns := range []float64{0, 0.00051234, 0.0009999, 0.0012345, 0.0123, 0.12345, 1.2345, 12.345, 99.996, 123.45, 999.95, 12345.6} {
		fmt.Printf("%q\n", testing.BenchmarkResult{N: 1, Extra: map[string]float64{"ns/op": ns, "x/op": -ns}}.String())
	}
	r = testing.BenchmarkResult{N: 3, T: time.Second, Bytes: 1 << 20, MemAllocs: 9, MemBytes: 300}
	fmt.Println(r, r.MemString())
	fmt.Println(testing.BenchmarkResult{}.NsPerOp())
}
