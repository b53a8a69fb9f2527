// run

// big.Float: texts, rounding modes, accuracy, special values, scanning and formatting.
package main

import (
	"fmt"
	"math"
	"math/big"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s panic: %v %T\n", name, r, r)
		}
	}()
	f()
}

var modes = []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf}

func main() {
	inputs := []string{"0", "-0", "1", "-1", "0.1", "-0.1", "1.5", "2.5", "3.14159265358979323846264338327950288", "1e10", "-1e-10", "1e100", "12345.678901234567890123456789", "1e-320", "1e309", "9.999999999999999999999e20", "Inf", "-Inf", "+inf",
		"0x1.8p3", "0x.fp-2", "0b101.01p1", "0o7.4", "1_000.5", "1__0", "_1", "1_", "1e", "1e+", "e5", "", "-", ".", "1.2.3", "1x", "0x", "0xg", "1e1_0", "0x1e5", "123p4", "1e99999999999999999999", "1e9999999999", "Infinity", "nan", "00012", "08", "4.5e0", "0.5", "1e23", "123456789012345678901234567890", "5e-324"}
	for _, s := range inputs {
		for _, base := range []int{0, 10, 16} {
			f, b, err := big.ParseFloat(s, base, 0, big.ToNearestEven)
			if err != nil {
				fmt.Printf("%q %d: %v %d\n", s, base, err, b)
				continue
			}
			fmt.Printf("%q %d: %s b=%d prec=%d acc=%v\n", s, base, f, b, f.Prec(), f.Acc())
			if base == 0 {
				for _, format := range []byte("eEfgGxpb") {
					fmt.Printf(" %s %s %s %s", f.Text(format, -1), f.Text(format, 0), f.Text(format, 3), f.Text(format, 25))
				}
				fmt.Println()
				f64, a64 := f.Float64()
				f32, a32 := f.Float32()
				i64, ai := f.Int64()
				u64, au := f.Uint64()
				fmt.Println(f64, a64, f32, a32, i64, ai, u64, au, f.IsInt(), f.IsInf(), f.Sign(), f.Signbit(), f.MinPrec())
				if f64 < 1e120 {
					i, a := f.Int(nil)
					r, ar := f.Rat(nil)
					fmt.Println(i, a, r, ar)
				}
				m := new(big.Float)
				e := f.MantExp(m)
				fmt.Println(m, e, new(big.Float).SetMantExp(m, e).Cmp(f))
			}
		}
	}
	for _, prec := range []uint{1, 5, 53, 64, 100} {
		for _, mode := range modes {
			x := new(big.Float).SetPrec(prec).SetMode(mode)
			x.SetString("3.14159265358979323846264338327950288")
			y := new(big.Float).SetPrec(prec).SetMode(mode)
			y.SetString("-2.71828182845904523536028747135266249")
			z := func() *big.Float { return new(big.Float).SetPrec(prec).SetMode(mode) }
			fmt.Println(prec, mode, x.Text('g', 70), x.Acc(), y.Text('p', 0), y.Acc())
			for _, w := range []*big.Float{z().Add(x, y), z().Sub(x, y), z().Mul(x, y), z().Quo(x, y), z().Quo(y, x), z().Add(x, x), z().Sub(x, x), z().Neg(x), z().Abs(y)} {
				fmt.Print(w.Text('p', 0), " ", w.Acc(), " ", w.Text('g', -1), "; ")
			}
			if mode == big.ToNearestEven {
				fmt.Println(z().Sqrt(x), z().Sqrt(big.NewFloat(2)).Text('g', -1), z().Sqrt(big.NewFloat(16)))
			}
			fmt.Println(z().SetInt64(-1234567890123), z().SetUint64(math.MaxUint64), z().SetFloat64(0.1), z().SetInt(big.NewInt(987654321)), z().SetRat(big.NewRat(1, 3)), z().SetRat(big.NewRat(-4, 2)))
		}
	}
	zero, nz, inf, ninf, one := big.NewFloat(0), big.NewFloat(math.Copysign(0, -1)), big.NewFloat(math.Inf(1)), big.NewFloat(math.Inf(-1)), big.NewFloat(1)
	sp := []*big.Float{zero, nz, inf, ninf, one, big.NewFloat(-1)}
	for i, a := range sp {
		for j, b := range sp {
			fmt.Print(a.Cmp(b), " ")
			try(fmt.Sprint("add", i, j), func() { fmt.Print(new(big.Float).Add(a, b), " ") })
			try(fmt.Sprint("sub", i, j), func() { fmt.Print(new(big.Float).Sub(a, b), " ") })
			try(fmt.Sprint("mul", i, j), func() { fmt.Print(new(big.Float).Mul(a, b), " ") })
			try(fmt.Sprint("quo", i, j), func() { fmt.Print(new(big.Float).Quo(a, b), " ") })
			fmt.Println()
		}
		try("sqrt", func() { fmt.Println(new(big.Float).Sqrt(a)) })
	}
	try("nan", func() { big.NewFloat(math.NaN()) })
	try("base", func() { new(big.Float).Parse("1", 7) })
	f := big.NewFloat(1234.5678)
	fmt.Printf("%v|%g|%10.2f|%-12.3e|%+.1f|% f|%012.3f|%x|%b|%s|%d|%F|%G\n", f, f, f, f, f, f, f, f, f, f, f, f, f)
	fmt.Printf("%8v|%-8v|%08v|%+v|% v\n", inf, inf, inf, inf, inf)
	fmt.Println(f.SetPrec(10), f.Acc(), f.SetPrec(0), f.Acc(), f.SetMode(big.ToZero).Mode())
	var s big.Float
	n, err := fmt.Sscan("  1.25e3xyz", &s)
	fmt.Println(n, err, &s)
	n, err = fmt.Sscanf("0x1p-2,7", "%g,%d", &s, &n)
	fmt.Println(n, err, &s)
	text, err := big.NewFloat(0.1).MarshalText()
	fmt.Println(string(text), err)
	fmt.Println(s.UnmarshalText([]byte("zz")), s.UnmarshalText([]byte("2.5")), &s)
	g, err := big.NewFloat(-2.75).GobEncode()
	fmt.Println(g, err)
	var back big.Float
	fmt.Println(back.GobDecode(g), &back, back.Prec(), back.GobDecode([]byte{1}), back.GobDecode([]byte{9, 0, 0, 0, 0, 0}))
	huge := new(big.Float).SetMantExp(one, big.MaxExp-1)
	fmt.Println(huge.Text('p', 0), new(big.Float).Mul(huge, huge), new(big.Float).Quo(one, huge).Text('p', 0), new(big.Float).SetMantExp(one, big.MinExp-10))
	fmt.Println(new(big.Float).SetPrec(4).SetMode(big.AwayFromZero).Add(one, new(big.Float).SetMantExp(one, -100000)), new(big.Float).Sub(one, new(big.Float).SetMantExp(one, -100000)).Text('p', 0))
	var nilf *big.Float
	_ = nilf
	// pi by machin
	pi := func(prec uint) *big.Float {
		atan := func(inv int64) *big.Float {
			x := new(big.Float).SetPrec(prec).Quo(big.NewFloat(1), new(big.Float).SetInt64(inv))
			sum, term := new(big.Float).SetPrec(prec).Set(x), new(big.Float).SetPrec(prec).Set(x)
			x2 := new(big.Float).SetPrec(prec).Mul(x, x)
			for i := int64(1); i < int64(prec); i++ {
				term.Mul(term, x2)
				t := new(big.Float).SetPrec(prec).Quo(term, new(big.Float).SetInt64(2*i+1))
				if i%2 == 1 {
					sum.Sub(sum, t)
				} else {
					sum.Add(sum, t)
				}
			}
			return sum
		}
		a := atan(5)
		a.Mul(a, big.NewFloat(16))
		b := atan(239)
		b.Mul(b, big.NewFloat(4))
		return a.Sub(a, b)
	}
	fmt.Println(pi(150).Text('f', 40))
}
