package big

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Rat is a rational number. The zero value is 0.
type Rat struct {
	a Int
	b nat // the denominator; nil is 1
}

// NewRat returns a new Rat set to a/b. It panics if b is 0.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denominator() nat {
	if len(x.b) == 0 {
		return one
	}
	return x.b
}

// fraction sets z to a fraction in lowest terms.
func (z *Rat) fraction(neg bool, a, b nat) *Rat {
	if g := natGCD(a, b); natCmp(g, one) > 0 {
		a, _ = natDivMod(a, g)
		b, _ = natDivMod(b, g)
	}
	z.a.set(neg, a)
	z.b = b
	return z
}

// SetFrac sets z to a/b. It panics if b is 0.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	return z.fraction(a.neg != b.neg, a.abs, b.abs)
}

// SetFrac64 sets z to a/b. It panics if b is 0.
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat {
	z.a.Set(x)
	z.b = one
	return z
}

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat { return z.SetInt(NewInt(x)) }

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }

// Set sets z to x.
func (z *Rat) Set(x *Rat) *Rat {
	z.a.Set(&x.a)
	z.b = x.denominator()
	return z
}

// SetFloat64 sets z to exactly f. If f is not finite, it returns nil.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	mantissa, exponent := math.Frexp(math.Abs(f))
	abs := natOf(uint64(mantissa * (1 << 53)))
	exponent -= 53
	if exponent >= 0 {
		return z.fraction(f < 0, natShl(abs, uint(exponent)), one)
	}
	return z.fraction(f < 0, abs, natShl(one, uint(-exponent)))
}

// quotient returns a/b as the nearest float with the given bits of precision and range of exponents, halves to even.
func quotient(a, b nat, precision, minExponent, maxExponent int) (f float64, exact bool) {
	if len(a) == 0 {
		return 0, true
	}
	// Two bits more than needed, and one that says whether anything is below them.
	exponent := a.bitLen() - b.bitLen()
	shift := precision + 2 - exponent
	if lowest := -minExponent + 2; shift > lowest {
		shift = lowest // fewer bits for denormal numbers
	}
	if shift >= 0 {
		a = natShl(a, uint(shift))
	} else {
		b = natShl(b, uint(-shift))
	}
	q, r := natDivMod(a, b)
	extra := max(q.bitLen()-precision, 2)
	kept := natShr(q, uint(extra))
	rest := natSub(q, natShl(kept, uint(extra)))
	exact = len(rest) == 0 && len(r) == 0
	if half := natCmp(rest, natShl(one, uint(extra-1))); half > 0 || half == 0 && (len(r) > 0 || kept.bit(0) == 1) {
		kept = natAdd(kept, one)
	}
	m := 0.0
	if len(kept) > 0 {
		m = float64(kept[0])
	}
	f = math.Ldexp(m, extra-shift)
	if f >= math.Ldexp(1, maxExponent)*2 {
		return math.Inf(1), false
	}
	return f, exact
}

// Float64 returns the nearest float64 and whether it is exact.
func (x *Rat) Float64() (f float64, exact bool) {
	f, exact = quotient(x.a.abs, x.denominator(), 53, -1074, 1023)
	if x.a.neg {
		f = -f
	}
	return f, exact
}

// Float32 returns the nearest float32 and whether it is exact.
func (x *Rat) Float32() (f float32, exact bool) {
	g, exact := quotient(x.a.abs, x.denominator(), 24, -149, 127)
	if x.a.neg {
		g = -g
	}
	return float32(g), exact
}

// Num returns the numerator, as a reference into x.
func (x *Rat) Num() *Int { return &x.a }

// Denom returns the denominator, which is positive.
func (x *Rat) Denom() *Int { return new(Int).set(false, x.denominator()) }

// Sign returns -1, 0 or 1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt reports whether the denominator is 1.
func (x *Rat) IsInt() bool { return natCmp(x.denominator(), one) == 0 }

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

// Inv sets z to 1/x. It panics if x is 0.
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	neg, a, b := x.a.neg, x.a.abs, x.denominator()
	z.a.set(neg, b)
	z.b = a
	return z
}

func (x *Rat) scaled(by nat) *Int { return new(Int).set(x.a.neg, natMul(x.a.abs, by)) }

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Rat) Cmp(y *Rat) int { return x.scaled(y.denominator()).Cmp(y.scaled(x.denominator())) }

// Add sets z to x + y.
func (z *Rat) Add(x, y *Rat) *Rat {
	sum := x.scaled(y.denominator())
	sum.Add(sum, y.scaled(x.denominator()))
	return z.fraction(sum.neg, sum.abs, natMul(x.denominator(), y.denominator()))
}

// Sub sets z to x - y.
func (z *Rat) Sub(x, y *Rat) *Rat {
	difference := x.scaled(y.denominator())
	difference.Sub(difference, y.scaled(x.denominator()))
	return z.fraction(difference.neg, difference.abs, natMul(x.denominator(), y.denominator()))
}

// Mul sets z to x * y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.fraction(x.a.neg != y.a.neg, natMul(x.a.abs, y.a.abs), natMul(x.denominator(), y.denominator()))
}

// Quo sets z to x / y. It panics if y is 0.
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	return z.fraction(x.a.neg != y.a.neg, natMul(x.a.abs, y.denominator()), natMul(x.denominator(), y.a.abs))
}

// SetString sets z to a fraction "a/b" or a decimal number with an optional exponent. If s is wrong, it returns nil, false.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if num, denom, isFraction := strings.Cut(s, "/"); isFraction {
		a, ok := new(Int).SetString(num, 0)
		if !ok || denom == "" || denom[0] == '-' || denom[0] == '+' {
			return nil, false
		}
		b, ok := new(Int).SetString(denom, 0)
		if !ok || len(b.abs) == 0 {
			return nil, false
		}
		return z.SetFrac(a, b), true
	}
	mantissa, exponent, power, powerBase := s, 0, 0, int64(10)
	base, digitBits := 10, 0
	body := strings.TrimLeft(s, "+-")
	if len(body) > 1 && body[0] == '0' {
		switch body[1] {
		case 'x', 'X':
			base, digitBits = 16, 4
		case 'b', 'B':
			base, digitBits = 2, 1
		case 'o', 'O':
			base, digitBits = 8, 3
		}
	}
	marks := "eEpP"
	if base == 16 {
		marks = "pP"
	}
	if i := strings.IndexAny(s, marks); i >= 0 {
		n, err := strconv.Atoi(strings.ReplaceAll(s[i+1:], "_", ""))
		if err != nil || !separates(s[i+1:]) {
			return nil, false
		}
		if s[i]|0x20 == 'p' {
			powerBase = 2
		}
		mantissa, power = s[:i], n
	}
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if hasPoint {
		fraction = strings.ReplaceAll(fraction, "_", "")
		exponent = -len(fraction)
		if strings.IndexAny(fraction, "+-") >= 0 || strings.Trim(whole, "+-")+fraction == "" {
			return nil, false
		}
	}
	digits := strings.ReplaceAll(whole, "_", "") + fraction
	if base != 10 {
		digits = strings.Replace(digits, body[:2], "", 1)
	}
	a, ok := new(Int).SetString(digits, base)
	if !ok {
		return nil, false
	}
	z.SetInt(a)
	if len(a.abs) == 0 {
		return z, true
	}
	// The powers of 10 and of 2 to multiply by; as in Go, excessive ones are wrong.
	tens, twos := 0, exponent*digitBits
	if base == 10 {
		tens = exponent
	}
	if powerBase == 10 {
		tens += power
	} else {
		twos += power
	}
	if tens < -1e6 || tens > 1e6 || twos < -1e7 || twos > 1e7 {
		return nil, false
	}
	z.scale(10, tens)
	z.scale(2, twos)
	return z, true
}

// separates reports whether each underscore in s stands between two digits.
func separates(s string) bool {
	for i := range len(s) {
		if s[i] == '_' && (i == 0 || i == len(s)-1 || s[i-1] < '0' || s[i+1] < '0' || s[i+1] == '_') {
			return false
		}
	}
	return true
}

// scale multiplies z by a power.
func (z *Rat) scale(base int64, exponent int) {
	if exponent == 0 {
		return
	}
	p := new(Rat).SetInt(new(Int).Exp(NewInt(base), NewInt(int64(max(exponent, -exponent))), nil))
	if exponent < 0 {
		z.Quo(z, p)
	} else {
		z.Mul(z, p)
	}
}

// Scan implements fmt.Scanner for the verbs e, E, f, F, g, G and v.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(r rune) bool { return strings.ContainsRune("0123456789+-/.eE", r) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// String returns "a/b", also where b is 1.
func (x *Rat) String() string { return x.a.String() + "/" + natText(x.denominator(), 10) }

// RatString returns "a/b", or "a" where b is 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x in decimal with prec digits after the point, none if prec is negative, the last rounded half away
// from zero.
func (x *Rat) FloatString(prec int) string {
	prec = max(prec, 0)
	if x.IsInt() {
		s := x.a.String()
		if prec > 0 {
			s += "." + strings.Repeat("0", prec)
		}
		return s
	}
	scaled := natMul(x.a.abs, natPow(nat{10}, uint(prec)))
	q, r := natDivMod(scaled, x.b)
	if natCmp(natAdd(r, r), x.b) >= 0 {
		q = natAdd(q, one)
	}
	s := natText(q, 10)
	if prec > 0 {
		if len(s) <= prec {
			s = strings.Repeat("0", prec-len(s)+1) + s
		}
		s = s[:len(s)-prec] + "." + s[len(s)-prec:]
	}
	if x.a.neg {
		s = "-" + s
	}
	return s
}

// FloatPrec returns how many digits after the point x needs in decimal, or how many come before those that repeat, and
// whether none repeat.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := x.denominator()
	twos := int(d.trailingZeros())
	d = natShr(d, uint(twos))
	fives := 0
	for {
		q, r := natDivMod(d, nat{5})
		if len(r) > 0 {
			break
		}
		d = q
		fives++
	}
	return max(twos, fives), natCmp(d, one) == 0
}

// MarshalText returns RatString.
func (x *Rat) MarshalText() (text []byte, err error) { return []byte(x.RatString()), nil }

// AppendText appends RatString.
func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }

// UnmarshalText is SetString.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}

// GobEncode returns a binary form of x.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	sign := byte(gobVersion << 1)
	if x.a.neg {
		sign |= 1
	}
	num := x.a.Bytes()
	b := binary.BigEndian.AppendUint32([]byte{sign}, uint32(len(num)))
	return append(append(b, num...), new(Int).set(false, x.b).Bytes()...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	size := uint64(binary.BigEndian.Uint32(buf[1:]))
	if uint64(len(buf)-5) < size {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	num, denom := buf[5:5+size], new(Int).SetBytes(buf[5+size:])
	if len(denom.abs) == 0 {
		denom.abs = one
	}
	z.fraction(buf[0]&1 != 0, new(Int).SetBytes(num).abs, denom.abs)
	return nil
}
