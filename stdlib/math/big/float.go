package big

import (
	"fmt"
	"math"
)

// Limits of the exponents and the precision of a Float.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

type form byte

const (
	zero form = iota
	finite
	inf
)

// RoundingMode says how a result that does not fit the precision is rounded.
type RoundingMode byte

const (
	ToNearestEven RoundingMode = iota // as IEEE 754 does by default
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

func (m RoundingMode) String() string {
	names := [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}
	if int(m) < len(names) {
		return names[m]
	}
	return fmt.Sprintf("RoundingMode(%d)", m)
}

// A Float is a floating-point number of any precision, or an infinity. Its value is 0.mant * 2**exp: the words of mant,
// read as a fraction. Operations round their result to the precision of the receiver, in its rounding mode; a receiver
// with precision 0 takes that of the operands. The zero value is 0 with precision 0.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant nat   // at most prec bits, not 0 if finite
	exp  int32 // if finite
}

// An ErrNaN is the panic of an operation that would be a NaN in IEEE 754.
type ErrNaN struct {
	msg string
}

func (err ErrNaN) Error() string { return err.msg }

// NewFloat returns a Float with the value x and precision 53. It panics with ErrNaN if x is a NaN.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// lsb returns the exponent of the least bit of mant: x is mant * 2**lsb.
func (x *Float) lsb() int64 { return int64(x.exp) - int64(x.mant.bitLen()) }

// special sets z to an exact zero or infinity.
func (z *Float) special(f form, neg bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, f, neg, nil
	return z
}

// setRounded sets z to ±mant * 2**lsb, rounded; more says that the exact value is a bit larger than that. Requires: mant
// is not 0, and has more bits than the precision if there is more.
func (z *Float) setRounded(neg bool, mant nat, lsb int64, more bool) *Float {
	z.neg = neg
	size := mant.bitLen()
	exp := lsb + int64(size)
	if exp < MinExp || exp > MaxExp {
		z.overflow(exp > MaxExp)
		return z
	}
	z.acc, z.form = Exact, finite
	if drop := int64(size) - int64(z.prec); drop > 0 {
		half := mant.bit(int(drop-1)) != 0
		more = more || int64(mant.trailingZeros()) < drop-1
		mant = natShr(mant, uint(drop))
		if half || more {
			up := false
			switch z.mode {
			case ToNegativeInf:
				up = neg
			case ToPositiveInf:
				up = !neg
			case ToNearestEven:
				up = half && (more || mant.bit(0) != 0)
			case ToNearestAway:
				up = half
			case AwayFromZero:
				up = true
			}
			z.acc = accuracy(up != neg)
			if up {
				mant = natAdd(mant, one)
				if mant.bitLen() > int(z.prec) {
					exp++
				}
				if exp > MaxExp {
					z.form, z.mant = inf, nil
					return z
				}
			}
		}
	}
	z.mant, z.exp = natShr(mant, mant.trailingZeros()), int32(exp)
	return z
}

// overflow sets z, whose sign is set, to an infinity, or to zero if the value is too small.
func (z *Float) overflow(large bool) {
	z.acc, z.mant = accuracy(z.neg != large), nil
	z.form = zero
	if large {
		z.form = inf
	}
}

// SetPrec sets the precision of z and rounds it. Precision 0 makes a finite value 0.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc, z.form, z.mant = accuracy(z.neg), zero, nil
		}
		return z
	}
	z.prec = uint32(min(prec, MaxPrec))
	if z.form == finite {
		z.setRounded(z.neg, z.mant, z.lsb(), false)
	}
	return z
}

// SetMode sets the rounding mode of z and its accuracy to Exact.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode, z.acc = mode, Exact
	return z
}

// Prec returns the precision of the mantissa in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// MinPrec returns the least precision that represents x exactly, 0 for zeros and infinities.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(x.mant.bitLen()) - x.mant.trailingZeros()
}

// Mode returns the rounding mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc returns how the value of x compares with the exact result of the operation that made it.
func (x *Float) Acc() Accuracy { return x.acc }

// Sign returns -1, 0 or 1; it is 0 for both zeros.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// MantExp returns the exponent of x, and unless mant is nil sets that to the mantissa: x is mant * 2**exp, and mant lies
// between 0.5 and 1. The exponent of zeros and infinities is 0.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		mant.exp = 0
	}
	return exp
}

// SetMantExp sets z to mant * 2**exp, with the precision and rounding mode of mant.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Copy(mant)
	if z.form == finite {
		z.setRounded(z.neg, z.mant, z.lsb()+int64(exp), false)
	}
	return z
}

// Signbit reports whether x is negative or a negative zero.
func (x *Float) Signbit() bool { return x.neg }

// IsInf reports whether x is an infinity.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt reports whether x is an integer.
func (x *Float) IsInt() bool {
	if x.form != finite {
		return x.form == zero
	}
	return x.exp > 0 && x.MinPrec() <= uint(x.exp)
}

func (z *Float) defaultPrec(prec uint32) {
	if z.prec == 0 {
		z.prec = prec
	}
}

func (z *Float) setUint64(neg bool, x uint64) *Float {
	z.defaultPrec(64)
	if x == 0 {
		return z.special(zero, neg)
	}
	return z.setRounded(neg, natOf(x), 0, false)
}

// SetUint64 sets z to x. Precision 0 becomes 64.
func (z *Float) SetUint64(x uint64) *Float { return z.setUint64(false, x) }

// SetInt64 sets z to x. Precision 0 becomes 64.
func (z *Float) SetInt64(x int64) *Float {
	if x < 0 {
		return z.setUint64(true, -uint64(x))
	}
	return z.setUint64(false, uint64(x))
}

// SetFloat64 sets z to x. Precision 0 becomes 53. It panics with ErrNaN if x is a NaN.
func (z *Float) SetFloat64(x float64) *Float {
	z.defaultPrec(53)
	neg := math.Signbit(x)
	switch {
	case math.IsNaN(x):
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	case x == 0:
		return z.special(zero, neg)
	case math.IsInf(x, 0):
		return z.special(inf, neg)
	}
	fraction, exp := math.Frexp(math.Abs(x))
	return z.setRounded(neg, natOf(uint64(fraction*(1<<53))), int64(exp)-53, false)
}

// SetInt sets z to x. Precision 0 becomes the size of x, at least 64.
func (z *Float) SetInt(x *Int) *Float {
	z.defaultPrec(max(uint32(x.BitLen()), 64))
	if len(x.abs) == 0 {
		return z.special(zero, x.neg)
	}
	return z.setRounded(x.neg, x.abs, 0, false)
}

// SetRat sets z to x. Precision 0 becomes the size of the larger of numerator and denominator, at least 64.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(x.Num())
	}
	var a, b Float
	a.SetInt(x.Num())
	b.SetInt(x.Denom())
	z.defaultPrec(max(a.prec, b.prec))
	return z.Quo(&a, &b)
}

// SetInf sets z to an infinity.
func (z *Float) SetInf(signbit bool) *Float { return z.special(inf, signbit) }

// Set sets z to x, rounded. Precision 0 becomes that of x.
func (z *Float) Set(x *Float) *Float {
	z.acc = Exact
	if z == x {
		return z
	}
	z.defaultPrec(x.prec)
	if x.form != finite {
		return z.special(x.form, x.neg)
	}
	return z.setRounded(x.neg, x.mant, x.lsb(), false)
}

// Copy sets z to x with its precision, rounding mode and accuracy.
func (z *Float) Copy(x *Float) *Float {
	*z = *x
	return z
}

// truncated returns the magnitude of a finite x without its fraction.
func (x *Float) truncated() nat {
	if x.exp <= 0 {
		return nil
	}
	if lsb := x.lsb(); lsb >= 0 {
		return natShl(x.mant, uint(lsb))
	} else {
		return natShr(x.mant, uint(-lsb))
	}
}

// Uint64 returns x without its fraction and how that compares with x. Values out of range become the nearest in range.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	}
	var z Int
	u := z.set(false, x.truncated()).Uint64()
	// So does Go: from 1 on, the fraction counts only if the number does not fit 64 bits.
	if x.exp > 0 && x.MinPrec() <= 64 {
		return u, Exact
	}
	return u, Below
}

// Int64 returns x without its fraction and how that compares with x. Values out of range become the nearest in range.
func (x *Float) Int64() (int64, Accuracy) {
	if x.form == zero {
		return 0, Exact
	}
	acc := accuracy(x.neg)
	if x.form == inf || x.exp > 63 {
		if !x.neg {
			return math.MaxInt64, Below
		}
		if x.form == finite && x.exp == 64 && x.MinPrec() == 1 {
			acc = Exact
		}
		return math.MinInt64, acc
	}
	var z Int
	i := z.set(x.neg, x.truncated()).Int64()
	if x.IsInt() {
		acc = Exact
	}
	return i, acc
}

// nearest returns the float with that many bits nearest to x.
func (x *Float) nearest(bits, minExp, maxExp int) (f float64, acc Accuracy) {
	switch {
	case x.form == inf || x.form == finite && int(x.exp) > maxExp+1:
		f = math.Inf(1)
	case x.form == finite && int(x.exp) >= minExp:
		if lsb := x.lsb(); lsb >= 0 {
			f, _ = quotient(natShl(x.mant, uint(lsb)), one, bits, minExp, maxExp)
		} else {
			f, _ = quotient(x.mant, natShl(one, uint(-lsb)), bits, minExp, maxExp)
		}
	}
	if x.neg {
		f = math.Copysign(f, -1)
	}
	return f, Accuracy(new(Float).SetFloat64(f).Cmp(x))
}

// Float32 returns the nearest float32, and how that compares with x.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.nearest(24, -149, 127)
	return float32(f), acc
}

// Float64 returns the nearest float64, and how that compares with x.
func (x *Float) Float64() (float64, Accuracy) { return x.nearest(53, -1074, 1023) }

// Int returns x without its fraction, in z unless that is nil, and how it compares with x. For infinities it is nil.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form != inf {
		z = new(Int)
	}
	switch x.form {
	case zero:
		return z.SetInt64(0), Exact
	case inf:
		return nil, accuracy(x.neg)
	}
	z.set(x.neg, x.truncated())
	if x.IsInt() {
		return z, Exact
	}
	return z, accuracy(x.neg)
}

// Rat returns x as a fraction, in z unless that is nil. For infinities it is nil.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if z == nil && x.form != inf {
		z = new(Rat)
	}
	switch x.form {
	case zero:
		return z.SetInt64(0), Exact
	case inf:
		return nil, accuracy(x.neg)
	}
	if lsb := x.lsb(); lsb >= 0 {
		z.fraction(x.neg, natShl(x.mant, uint(lsb)), one)
	} else {
		z.fraction(x.neg, x.mant, natShl(one, uint(-lsb)))
	}
	return z, Exact
}

// Abs sets z to |x|, rounded.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x, rounded.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// sum sets z to x + y where both are finite and y counts with the sign yNeg.
func (z *Float) sum(x, y *Float, yNeg bool) *Float {
	a, aLsb, aNeg := x.mant, x.lsb(), x.neg
	b, bLsb, bNeg := y.mant, y.lsb(), yNeg
	aExp, bExp := int64(x.exp), int64(y.exp)
	if aExp < bExp {
		a, aLsb, aNeg, aExp, b, bLsb, bNeg, bExp = b, bLsb, bNeg, bExp, a, aLsb, aNeg, aExp
	}
	// If b only counts for rounding, any small number does as well.
	if far := min(aLsb, aExp-int64(z.prec)) - 3; bExp < far {
		b, bLsb = one, far
	}
	low := min(aLsb, bLsb)
	a, b = natShl(a, uint(aLsb-low)), natShl(b, uint(bLsb-low))
	if aNeg == bNeg {
		return z.setRounded(aNeg, natAdd(a, b), low, false)
	}
	switch natCmp(a, b) {
	case 0:
		return z.special(zero, z.mode == ToNegativeInf)
	case -1:
		a, b, aNeg = b, a, bNeg
	}
	return z.setRounded(aNeg, natSub(a, b), low, false)
}

// Add sets z to x + y. It panics with ErrNaN for infinities of opposite signs.
func (z *Float) Add(x, y *Float) *Float {
	z.defaultPrec(max(x.prec, y.prec))
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, y.neg)
	case x.form == inf && y.form == inf && x.neg != y.neg:
		z.special(zero, false)
		panic(ErrNaN{"addition of infinities with opposite signs"})
	case x.form == zero && y.form == zero:
		return z.special(zero, x.neg && y.neg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Set(y)
}

// Sub sets z to x - y. It panics with ErrNaN for infinities of equal signs.
func (z *Float) Sub(x, y *Float) *Float {
	z.defaultPrec(max(x.prec, y.prec))
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, !y.neg)
	case x.form == inf && y.form == inf && x.neg == y.neg:
		z.special(zero, false)
		panic(ErrNaN{"subtraction of infinities with equal signs"})
	case x.form == zero && y.form == zero:
		return z.special(zero, x.neg && !y.neg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Neg(y)
}

// Mul sets z to x * y. It panics with ErrNaN for a zero and an infinity.
func (z *Float) Mul(x, y *Float) *Float {
	z.defaultPrec(max(x.prec, y.prec))
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		return z.setRounded(neg, natMul(x.mant, y.mant), x.lsb()+y.lsb(), false)
	case x.form == zero && y.form == inf, x.form == inf && y.form == zero:
		z.special(zero, false)
		panic(ErrNaN{"multiplication of zero with infinity"})
	case x.form == inf || y.form == inf:
		return z.special(inf, neg)
	}
	return z.special(zero, neg)
}

// Quo sets z to x / y. It panics with ErrNaN for two zeros and for two infinities.
func (z *Float) Quo(x, y *Float) *Float {
	z.defaultPrec(max(x.prec, y.prec))
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		// Two bits more than the precision, for rounding.
		shift := max(0, int64(z.prec)+2+int64(y.mant.bitLen())-int64(x.mant.bitLen()))
		q, r := natDivMod(natShl(x.mant, uint(shift)), y.mant)
		return z.setRounded(neg, q, x.lsb()-y.lsb()-shift, len(r) > 0)
	case x.form == zero && y.form == zero, x.form == inf && y.form == inf:
		z.special(zero, false)
		panic(ErrNaN{"division of zero by zero or infinity by infinity"})
	case x.form == zero || y.form == inf:
		return z.special(zero, neg)
	}
	return z.special(inf, neg)
}

// Sqrt sets z to the square root of x. Precision 0 becomes that of x. It panics if x is negative.
func (z *Float) Sqrt(x *Float) *Float {
	z.defaultPrec(x.prec)
	if x.Sign() < 0 {
		panic(ErrNaN{"square root of negative operand"})
	}
	if x.form != finite {
		return z.special(x.form, x.neg)
	}
	// Twice the bits of the result, and an even exponent.
	mant, lsb := x.mant, x.lsb()
	shift := max(0, 2*(int64(z.prec)+2)-int64(mant.bitLen()))
	if (lsb-shift)%2 != 0 {
		shift++
	}
	mant, lsb = natShl(mant, uint(shift)), lsb-shift
	root := natSqrt(mant)
	return z.setRounded(false, root, lsb/2, natCmp(natMul(root, root), mant) != 0)
}

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y; the zeros are equal.
func (x *Float) Cmp(y *Float) int {
	a, b := x.order(), y.order()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == 1:
		return x.cmpAbs(y)
	case a == -1:
		return y.cmpAbs(x)
	}
	return 0
}

// order returns 0 for zeros, ±1 for finite numbers and ±2 for infinities.
func (x *Float) order() int {
	if x.neg {
		return -int(x.form)
	}
	return int(x.form)
}

func (x *Float) cmpAbs(y *Float) int {
	switch {
	case x.exp < y.exp:
		return -1
	case x.exp > y.exp:
		return 1
	}
	a, b := x.lsb(), y.lsb()
	low := min(a, b)
	return natCmp(natShl(x.mant, uint(a-low)), natShl(y.mant, uint(b-low)))
}
