// Package cmplx has mathematical functions of complex numbers.
package cmplx

import "math"

// Abs returns the absolute value of x.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the argument of x, in [-Pi, Pi].
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns the absolute value and the argument of x.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the complex number with the polar coordinates r, θ.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Conj returns the complex conjugate of x.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// IsInf reports whether a part of x is an infinity.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// Inf returns a complex infinity, complex(+Inf, +Inf).
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// IsNaN reports whether a part of x is a NaN and none is an infinity.
func IsNaN(x complex128) bool { return x != x && !IsInf(x) }

// NaN returns a complex "not-a-number" value.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

// Sqrt returns the square root of x, with a real part that is not negative.
func Sqrt(x complex128) complex128

// Exp returns e**x.
func Exp(x complex128) complex128

// Log returns the natural logarithm of x.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the decimal logarithm of x.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Pow returns x**y.
func Pow(x, y complex128) complex128

// Sin returns the sine of x.
func Sin(x complex128) complex128

// Cos returns the cosine of x.
func Cos(x complex128) complex128

// Tan returns the tangent of x.
func Tan(x complex128) complex128

// Cot returns the cotangent of x.
func Cot(x complex128) complex128

// Sinh returns the hyperbolic sine of x.
func Sinh(x complex128) complex128

// Cosh returns the hyperbolic cosine of x.
func Cosh(x complex128) complex128

// Tanh returns the hyperbolic tangent of x.
func Tanh(x complex128) complex128

// Asin returns the inverse sine of x.
func Asin(x complex128) complex128

// Acos returns the inverse cosine of x.
func Acos(x complex128) complex128

// Atan returns the inverse tangent of x.
func Atan(x complex128) complex128

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x complex128) complex128

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x complex128) complex128

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x complex128) complex128
