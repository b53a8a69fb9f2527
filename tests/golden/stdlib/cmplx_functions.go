// run

package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	parts := []float64{0, math.Copysign(0, -1), 1, -1, 0.3, -2.5, 100, 1e-5, math.Inf(1), math.Inf(-1), math.NaN()}
	fs := []func(complex128) complex128{cmplx.Acos, cmplx.Acosh, cmplx.Asin, cmplx.Asinh, cmplx.Atan, cmplx.Atanh, cmplx.Conj, cmplx.Cos, cmplx.Cosh, cmplx.Cot, cmplx.Exp, cmplx.Log, cmplx.Log10, cmplx.Sin, cmplx.Sinh, cmplx.Sqrt, cmplx.Tan, cmplx.Tanh}
	for _, re := range parts {
		for _, im := range parts {
			z := complex(re, im)
			fmt.Print(z, cmplx.Abs(z), cmplx.Phase(z), cmplx.IsInf(z), cmplx.IsNaN(z))
			for _, f := range fs {
				fmt.Print(" ", f(z))
			}
			for _, w := range []complex128{0, 1, 2i, complex(-1.5, 0.5), complex(math.NaN(), 0), -3} {
				fmt.Print(" ", cmplx.Pow(z, w))
			}
			r, t := cmplx.Polar(z)
			fmt.Println(r, t, cmplx.Rect(r, t))
		}
	}
	fmt.Println(cmplx.Inf(), cmplx.NaN())
	for _, z := range []complex128{complex(math.Pi/2, 0.01), complex(1e6, 0.001), complex(3, -4), complex(1e200, 1e200), complex(0.1, 20)} {
		for _, f := range fs {
			fmt.Print(f(z), " ")
		}
		fmt.Println()
	}
}
