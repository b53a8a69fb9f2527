// run

package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	xs := []float64{0, math.Copysign(0, -1), 0.5, -0.5, 1, -1, 1.5, 2, 2.5, 3, -2.7, 10, 100.25, 1e-10, 1e10, 1e300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.1, 0.7, 33.5, -171.5, 1 << 30, 2.2250738585072014e-308}
	one := []func(float64) float64{math.Abs, math.Acos, math.Acosh, math.Asin, math.Asinh, math.Atan, math.Atanh, math.Cbrt, math.Ceil, math.Cos, math.Cosh, math.Erf, math.Erfc, math.Erfinv, math.Erfcinv, math.Exp, math.Exp2, math.Expm1, math.Floor, math.Gamma, math.J0, math.J1, math.Logb, math.Round, math.RoundToEven, math.Sin, math.Sinh, math.Sqrt, math.Tan, math.Tanh, math.Trunc, math.Y1}
	logs := []func(float64) float64{math.Log, math.Log10, math.Log1p, math.Log2, math.Y0}
	for _, x := range xs {
		for _, f := range one {
			if v := f(x); v != 0 || x > 1e-300 || x <= 0 {
				fmt.Print(v, " ")
			}
		}
		if x != 5e-324 {
			for _, f := range logs {
				fmt.Print(f(x), " ")
			}
			l, s := math.Lgamma(x)
			fmt.Print(l, s, " ")
		}
		fmt.Println(math.Jn(2, x), math.Jn(-3, x), math.Yn(2, x), math.Ilogb(x), math.Signbit(x), math.IsNaN(x), math.IsInf(x, 0), math.IsInf(x, 1), math.IsInf(x, -1))
		i, fr := math.Modf(x)
		m, e := math.Frexp(x)
		s, c := math.Sincos(x)
		fmt.Println(i, fr, m, e, s, c, math.Ldexp(x, 3), math.Ldexp(x, -1080), math.Float64bits(x) == math.Float64bits(math.Float64frombits(math.Float64bits(x))), math.Float32bits(float32(x)))
		for _, y := range []float64{0, 1, -1, 0.5, -2.5, 3, math.Inf(1), math.Inf(-1), math.NaN(), 1e300} {
			fmt.Print(math.Atan2(x, y), math.Copysign(x, y), math.Dim(x, y), math.Hypot(x, y), math.Max(x, y), math.Min(x, y), math.Mod(x, y), math.Remainder(x, y), math.Nextafter(x, y), math.Pow(x, y), math.FMA(x, y, 1), math.Nextafter32(float32(x), float32(y)), " ")
		}
		fmt.Println()
	}
	for _, n := range []int{-400, -323, -10, 0, 5, 308, 309} {
		fmt.Print(math.Pow10(n), " ")
	}
	fmt.Println(math.Pi, math.E, math.Phi, math.Sqrt2, math.SqrtPi, math.Ln2, math.Log2E, math.Ln10, math.Log10E, math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), math.MaxFloat32, math.SmallestNonzeroFloat64, math.MaxInt8)
	fmt.Println(math.Float32frombits(0x40490fdb), math.Inf(-1), math.NaN())

	for _, x := range []uint64{0, 1, 2, 3, 255, 256, 1 << 31, 1<<32 - 1, 1 << 63, 1<<64 - 1, 0x123456789abcdef0} {
		fmt.Println(bits.LeadingZeros64(x), bits.LeadingZeros32(uint32(x)), bits.LeadingZeros16(uint16(x)), bits.LeadingZeros8(uint8(x)), bits.TrailingZeros64(x), bits.TrailingZeros32(uint32(x)), bits.TrailingZeros16(uint16(x)), bits.TrailingZeros8(uint8(x)),
			bits.OnesCount64(x), bits.OnesCount32(uint32(x)), bits.OnesCount16(uint16(x)), bits.OnesCount8(uint8(x)), bits.Len64(x), bits.Len32(uint32(x)), bits.Len16(uint16(x)), bits.Len8(uint8(x)), bits.Len(uint(x)),
			bits.Reverse64(x), bits.Reverse32(uint32(x)), bits.Reverse16(uint16(x)), bits.Reverse8(uint8(x)), bits.ReverseBytes64(x), bits.ReverseBytes32(uint32(x)), bits.ReverseBytes16(uint16(x)),
			bits.RotateLeft64(x, 7), bits.RotateLeft64(x, -7), bits.RotateLeft32(uint32(x), 33), bits.RotateLeft16(uint16(x), 3), bits.RotateLeft8(uint8(x), -1), bits.RotateLeft(uint(x), 64))
		hi, lo := bits.Mul64(x, 0xfedcba9876543210)
		s, c := bits.Add64(x, 1<<63, 1)
		d, b := bits.Sub64(x, 1<<63, 1)
		fmt.Println(hi, lo, s, c, d, b)
		q, r := bits.Div64(x>>32, x, x|1<<40)
		fmt.Println(q, r, bits.Rem64(x, x, 12345))
		h32, l32 := bits.Mul32(uint32(x), 0xdeadbeef)
		q32, r32 := bits.Div32(3, uint32(x), 77)
		s32, c32 := bits.Add32(uint32(x), 1<<31, 1)
		d32, b32 := bits.Sub32(uint32(x), 1<<31, 1)
		fmt.Println(h32, l32, q32, r32, s32, c32, d32, b32, bits.Rem32(99, uint32(x), 7))
	}
	for _, f := range []func(){func() { bits.Div64(1, 0, 0) }, func() { bits.Div64(5, 0, 5) }, func() { bits.Div32(5, 0, 0) }, func() { bits.Rem64(1, 1, 0) }, func() { bits.Div(9, 0, 9) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	fmt.Println(bits.UintSize)
}
