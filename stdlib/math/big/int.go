// Package big implements integers, rational numbers and floating-point numbers of any size.
//
// A method z.Op(x, y) sets z to the result and returns z. The operands may be z.
package big

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand"
	"strings"
)

// A Word is a digit of a number.
type Word uint

// MaxBase is the largest base for texts.
const MaxBase = 62

// A nat is a natural number, least significant word first, without leading zeros. It is never changed.
type nat []Word

func natAdd(x, y nat) nat
func natSub(x, y nat) nat
func natMul(x, y nat) nat
func natDivMod(x, y nat) (q, r nat)
func natCmp(x, y nat) int
func natShl(x nat, n uint) nat
func natShr(x nat, n uint) nat
func natBitwise(op int, x, y nat) nat
func natGCD(x, y nat) nat
func natSqrt(x nat) nat
func natPow(x nat, n uint) nat
func natPowMod(x, y, m nat) nat
func natText(x nat, base int) string
func natParse(s string, base int) nat

const (
	opAnd = iota
	opOr
	opXor
	opAndNot
)

func natOf(x uint64) nat {
	if x == 0 {
		return nil
	}
	return nat{Word(x)}
}

func (x nat) bitLen() int {
	if len(x) == 0 {
		return 0
	}
	return 64*(len(x)-1) + bits.Len(uint(x[len(x)-1]))
}

func (x nat) bit(i int) uint {
	if i/64 >= len(x) {
		return 0
	}
	return uint(x[i/64]>>(i%64)) & 1
}

func (x nat) trailingZeros() uint {
	for i, w := range x {
		if w != 0 {
			return uint(64*i + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

// An Int is an integer. The zero value is 0.
type Int struct {
	neg bool
	abs nat
}

var one = nat{1}

// NewInt returns a new Int set to x.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) set(neg bool, abs nat) *Int {
	z.neg, z.abs = neg && len(abs) > 0, abs
	return z
}

// Sign returns -1, 0 or 1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.set(true, natOf(-uint64(x)))
	}
	return z.set(false, natOf(uint64(x)))
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int { return z.set(false, natOf(x)) }

// Set sets z to x.
func (z *Int) Set(x *Int) *Int { return z.set(x.neg, x.abs) }

// Bits returns the words of the absolute value.
func (x *Int) Bits() []Word { return append([]Word(nil), x.abs...) }

// SetBits sets z to the number with the given words.
func (z *Int) SetBits(abs []Word) *Int {
	for len(abs) > 0 && abs[len(abs)-1] == 0 {
		abs = abs[:len(abs)-1]
	}
	return z.set(false, append(nat(nil), abs...))
}

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int { return z.set(false, x.abs) }

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int { return z.set(!x.neg, x.abs) }

func (z *Int) sum(x *Int, yNeg bool, y nat) *Int {
	if x.neg == yNeg {
		return z.set(x.neg, natAdd(x.abs, y))
	}
	if natCmp(x.abs, y) >= 0 {
		return z.set(x.neg, natSub(x.abs, y))
	}
	return z.set(yNeg, natSub(y, x.abs))
}

// Add sets z to x + y.
func (z *Int) Add(x, y *Int) *Int { return z.sum(x, y.neg, y.abs) }

// Sub sets z to x - y.
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x, !y.neg, y.abs) }

// Mul sets z to x * y.
func (z *Int) Mul(x, y *Int) *Int { return z.set(x.neg != y.neg, natMul(x.abs, y.abs)) }

func product(a, b uint64) nat {
	if b-a < 16 {
		p := natOf(a)
		for a < b {
			a++
			p = natMul(p, natOf(a))
		}
		return p
	}
	m := a + (b-a)/2
	return natMul(product(a, m), product(m+1, b))
}

// MulRange sets z to the product of the integers from a to b, 1 if there are none.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	case a < 0:
		return z.set((b-a)&1 == 0, product(-uint64(b), -uint64(a)))
	}
	return z.set(false, product(uint64(a), uint64(b)))
}

// Binomial sets z to n choose k.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	if k > n-k {
		k = n - k
	}
	var a, b Int
	a.MulRange(n-k+1, n)
	b.MulRange(1, k)
	return z.Quo(&a, &b)
}

func divide(x, y nat) (q, r nat) {
	if len(y) == 0 {
		panic("division by zero")
	}
	return natDivMod(x, y)
}

// Quo sets z to x / y, truncated as Go does. Division by zero panics.
func (z *Int) Quo(x, y *Int) *Int {
	q, _ := divide(x.abs, y.abs)
	return z.set(x.neg != y.neg, q)
}

// Rem sets z to the remainder of Quo, which has the sign of x.
func (z *Int) Rem(x, y *Int) *Int {
	_, r := divide(x.abs, y.abs)
	return z.set(x.neg, r)
}

// QuoRem sets z to the quotient and r to the remainder of truncated division.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	q, rest := divide(x.abs, y.abs)
	zNeg, rNeg := x.neg != y.neg, x.neg
	z.set(zNeg, q)
	r.set(rNeg, rest)
	return z, r
}

// Div sets z to the quotient of Euclidean division: the remainder is not negative.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

// Mod sets z to the remainder of Euclidean division.
func (z *Int) Mod(x, y *Int) *Int {
	_, m := new(Int).DivMod(x, y, z)
	return m
}

// DivMod sets z to the quotient and m to the remainder of Euclidean division.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	yNeg, yAbs, xNeg := y.neg, y.abs, x.neg
	z.QuoRem(x, y, m)
	if xNeg && len(m.abs) > 0 {
		m.set(false, natSub(yAbs, m.abs))
		z.sum(z, !yNeg, one)
	}
	return z, m
}

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Int) Cmp(y *Int) int {
	if x.neg != y.neg {
		if x.neg {
			return -1
		}
		return 1
	}
	if x.neg {
		return natCmp(y.abs, x.abs)
	}
	return natCmp(x.abs, y.abs)
}

// CmpAbs compares the absolute values.
func (x *Int) CmpAbs(y *Int) int { return natCmp(x.abs, y.abs) }

func (x *Int) low() uint64 {
	if len(x.abs) == 0 {
		return 0
	}
	return uint64(x.abs[0])
}

// Int64 returns x as an int64, its low bits if it does not fit.
func (x *Int) Int64() int64 {
	v := int64(x.low())
	if x.neg {
		return -v
	}
	return v
}

// Uint64 returns x as a uint64, its low bits if it does not fit.
func (x *Int) Uint64() uint64 { return x.low() }

// IsInt64 reports whether x fits.
func (x *Int) IsInt64() bool {
	return len(x.abs) <= 1 && (x.low() <= math.MaxInt64 || x.neg && x.low() == 1<<63)
}

// IsUint64 reports whether x fits.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// An Accuracy says how a rounded value compares with the exact one.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (a Accuracy) String() string {
	switch a {
	case Below:
		return "Below"
	case Above:
		return "Above"
	}
	return "Exact"
}

// Float64 returns the nearest float64, and how it compares with x.
func (x *Int) Float64() (float64, Accuracy) {
	f, exact := quotient(x.abs, one, 53, -1074, 1023)
	a := Exact
	if !exact {
		a = Below
		if math.IsInf(f, 1) || natCmp(new(Rat).SetFloat64(f).a.abs, x.abs) > 0 {
			a = Above
		}
	}
	if x.neg {
		f, a = -f, -a
	}
	return f, a
}

// digitsOnly returns s without underscores if they are where base 0 allows them.
func digitsOnly(s string, base int) (string, bool) {
	if strings.IndexByte(s, '_') < 0 {
		return s, true
	}
	if base != 0 || strings.Contains(s, "__") || s[len(s)-1] == '_' {
		return "", false
	}
	return strings.ReplaceAll(s, "_", ""), true
}

// SetString sets z to the value of s in the given base; base 0 takes it from a prefix 0b, 0o, 0, 0x. If s is wrong, it
// returns nil, false.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	if base != 0 && base < 2 || base > MaxBase || s == "" {
		return nil, false
	}
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	b := base
	prefixed := false
	if base == 0 {
		b = 10
		if len(s) > 1 && s[0] == '0' {
			switch s[1] {
			case 'b', 'B':
				b = 2
			case 'o', 'O':
				b = 8
			case 'x', 'X':
				b = 16
			}
			if b != 10 {
				s = s[2:]
			} else {
				b = 8
				s = s[1:]
			}
			prefixed = true
		}
	}
	if s == "" || s[0] == '_' && !prefixed {
		return nil, false
	}
	s, ok := digitsOnly(s, base)
	if !ok || s == "" {
		return nil, false
	}
	for i := 0; i < len(s); i++ {
		c, d := s[i], MaxBase
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= 'a' && c <= 'z':
			d = int(c-'a') + 10
		case c >= 'A' && c <= 'Z' && b <= 36:
			d = int(c-'A') + 10
		case c >= 'A' && c <= 'Z':
			d = int(c-'A') + 36
		}
		if d >= b {
			return nil, false
		}
	}
	return z.set(neg, natParse(s, b)), true
}

// Text returns x in the given base, from 2 to MaxBase.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	if x.neg {
		return "-" + natText(x.abs, base)
	}
	return natText(x.abs, base)
}

// Append appends x in the given base to buf.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// String returns x in decimal.
func (x *Int) String() string { return x.Text(10) }

// Format implements fmt.Formatter for the verbs b, o, O, d, x, X, s and v.
func (x *Int) Format(s fmt.State, ch rune) {
	base, prefix := 10, ""
	switch ch {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0"
	case 'O':
		base = 8
	case 'd', 's', 'v':
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	if !s.Flag('#') {
		prefix = ""
	}
	if ch == 'O' {
		prefix = "0o"
	}
	digits := natText(x.abs, base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		if len(digits) < precision {
			digits = strings.Repeat("0", precision-len(digits)) + digits
		} else if digits == "0" && precision == 0 {
			return
		}
	}
	if width, ok := s.Width(); ok {
		if n := width - len(sign) - len(prefix) - len(digits); n > 0 {
			switch {
			case s.Flag('-'):
				digits += strings.Repeat(" ", n)
			case s.Flag('0') && !hasPrecision:
				digits = strings.Repeat("0", n) + digits
			default:
				sign = strings.Repeat(" ", n) + sign
			}
		}
	}
	s.Write([]byte(sign + prefix + digits))
}

// numberRunes returns a function that accepts the characters of a number in turn: a sign, in base 0 a prefix, digits.
func numberRunes(base int) func(r rune) bool {
	var before, last rune
	n := 0 // characters since the sign
	digits, separators := rune(base), base == 0
	if base == 0 {
		digits = 10
	}
	return func(r rune) bool {
		before, last = last, r
		if (r == '-' || r == '+') && n == 0 && before == 0 {
			return true
		}
		n++
		if separators && n == 2 && before == '0' {
			switch r {
			case 'b', 'B':
				digits = 2
				return true
			case 'o', 'O':
				digits = 8
				return true
			case 'x', 'X':
				digits = 16
				return true
			}
			digits = 8
		}
		if r == '_' {
			return separators
		}
		value := rune(36)
		switch {
		case '0' <= r && r <= '9':
			value = r - '0'
		case 'a' <= r && r <= 'z':
			value = r - 'a' + 10
		case 'A' <= r && r <= 'Z':
			value = r - 'A' + 10
		}
		return value < digits
	}
}

// Scan implements fmt.Scanner for the verbs b, o, d, x, X, s and v.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	token, err := s.Token(true, numberRunes(base))
	if err != nil {
		return err
	}
	if _, ok := z.SetString(string(token), base); !ok {
		return errors.New("number has no digits")
	}
	return nil
}

// MarshalText returns x in decimal.
func (x *Int) MarshalText() (text []byte, err error) { return []byte(x.String()), nil }

// AppendText appends x in decimal.
func (x *Int) AppendText(b []byte) (text []byte, err error) { return append(b, x.String()...), nil }

// UnmarshalText is SetString with base 0.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON returns x in decimal.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return []byte(x.String()), nil
}

// UnmarshalJSON is UnmarshalText, but leaves z alone for null.
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

// SetBytes sets z to the big-endian number in buf.
func (z *Int) SetBytes(buf []byte) *Int {
	abs := make(nat, (len(buf)+7)/8)
	for i, c := range buf {
		at := len(buf) - 1 - i
		abs[at/8] |= Word(c) << (at % 8 * 8)
	}
	return z.SetBits(abs)
}

// Bytes returns |x| in big-endian order.
func (x *Int) Bytes() []byte { return x.FillBytes(make([]byte, (x.BitLen()+7)/8)) }

// FillBytes sets buf to |x| in big-endian order. It panics if x does not fit.
func (x *Int) FillBytes(buf []byte) []byte {
	if (x.BitLen()+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	for i := range buf {
		at := len(buf) - 1 - i
		buf[i] = 0
		if at/8 < len(x.abs) {
			buf[i] = byte(x.abs[at/8] >> (at % 8 * 8))
		}
	}
	return buf
}

// BitLen returns the length of |x| in bits.
func (x *Int) BitLen() int { return x.abs.bitLen() }

// TrailingZeroBits returns how many zero bits |x| ends in.
func (x *Int) TrailingZeroBits() uint { return x.abs.trailingZeros() }

// Exp sets z to x to the power of y, modulo |m| unless m is nil or 0. If y < 0 and there is no inverse, it returns nil.
func (z *Int) Exp(x, y, m *Int) *Int {
	hasMod := m != nil && len(m.abs) > 0
	base := x
	if y.neg {
		if !hasMod {
			return z.SetInt64(1)
		}
		base = new(Int).ModInverse(x, m)
		if base == nil {
			return nil
		}
	}
	neg := base.neg && y.abs.bit(0) == 1
	if !hasMod {
		if natCmp(base.abs, one) <= 0 {
			abs := base.abs
			if len(y.abs) == 0 {
				abs = one
			}
			return z.set(neg, abs)
		}
		if len(y.abs) > 1 || y.low() > 1<<32-1 {
			panic("math/big: exponent too large")
		}
		return z.set(neg, natPow(base.abs, uint(y.low())))
	}
	mod := m.abs
	abs := natPowMod(base.abs, y.abs, mod)
	if neg && len(abs) > 0 {
		abs = natSub(mod, abs)
	}
	return z.set(false, abs)
}

// GCD sets z to the greatest common divisor of a and b, and unless they are nil, x and y so that z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if x == nil && y == nil {
		return z.set(false, natGCD(a.abs, b.abs))
	}
	oldR, r := new(Int).Abs(a), new(Int).Abs(b)
	oldS, s := NewInt(1), NewInt(0)
	var q, t Int
	for len(r.abs) > 0 {
		q.QuoRem(oldR, r, &t)
		oldR, r = r, new(Int).Set(&t)
		t.Mul(&q, s)
		t.Sub(oldS, &t)
		oldS, s = s, new(Int).Set(&t)
	}
	A, B := new(Int).Set(a), new(Int).Set(b)
	if len(A.abs) == 0 {
		oldS.SetInt64(0)
	} else if A.neg {
		oldS.Neg(oldS)
	}
	if y != nil {
		y.SetInt64(0)
		if len(B.abs) > 0 {
			t.Mul(A, oldS)
			t.Sub(oldR, &t)
			y.Quo(&t, B)
		}
	}
	if x != nil {
		x.Set(oldS)
		// Go's GCD makes a negative zero here, which prints as "-0", unless b is 0.
		x.neg = x.neg || A.neg && len(x.abs) == 0 && len(B.abs) > 0
	}
	return z.Set(oldR)
}

// ModInverse sets z to the inverse of g modulo n. If there is none it returns nil.
func (z *Int) ModInverse(g, n *Int) *Int {
	m := new(Int).Abs(n)
	var d, x Int
	d.GCD(&x, nil, new(Int).Mod(g, m), m)
	if natCmp(d.abs, one) != 0 {
		return nil
	}
	return z.Mod(&x, m)
}

// Jacobi returns the Jacobi symbol (x/y), for an odd y.
func Jacobi(x, y *Int) int {
	if y.abs.bit(0) == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	a, b := new(Int).Set(x), new(Int).Set(y)
	j := 1
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for {
		if natCmp(b.abs, one) == 0 {
			return j
		}
		if len(a.abs) == 0 {
			return 0
		}
		a.Mod(a, b)
		if len(a.abs) == 0 {
			return 0
		}
		s := a.abs.trailingZeros()
		if s&1 != 0 {
			if low := b.low() & 7; low == 3 || low == 5 {
				j = -j
			}
		}
		c := new(Int).Rsh(a, s)
		if b.low()&3 == 3 && c.low()&3 == 3 {
			j = -j
		}
		a, b = b, c
	}
}

// ModSqrt sets z to a square root of x modulo the odd prime p. If there is none it returns nil.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	x = new(Int).Mod(x, p)
	one := NewInt(1)
	// Tonelli and Shanks: p - 1 = s * 2^e with an odd s.
	s := new(Int).Sub(p, one)
	e := s.TrailingZeroBits()
	s.Rsh(s, e)
	n := NewInt(2)
	for Jacobi(n, p) != -1 {
		n.Add(n, one)
	}
	y := new(Int).Add(s, one)
	y.Exp(x, y.Rsh(y, 1), p)
	b := new(Int).Exp(x, s, p)
	g := new(Int).Exp(n, s, p)
	for r := e; ; {
		var m uint
		t := new(Int).Set(b)
		for t.Cmp(one) != 0 {
			t.Mod(t.Mul(t, t), p)
			m++
		}
		if m == 0 {
			return z.Set(y)
		}
		t.Exp(g, new(Int).Lsh(one, r-m-1), p)
		g.Mod(g.Mul(t, t), p)
		y.Mod(y.Mul(y, t), p)
		b.Mod(b.Mul(b, g), p)
		r = m
	}
}

// Lsh sets z to x << n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, natShl(x.abs, n)) }

// Rsh sets z to x >> n, rounded down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		return z.set(true, natAdd(natShr(natSub(x.abs, one), n), one))
	}
	return z.set(false, natShr(x.abs, n))
}

// Bit returns bit i of x in two's complement.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return natSub(x.abs, one).bit(i) ^ 1
	}
	return x.abs.bit(i)
}

// SetBit sets z to x with bit i set to b.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	mask := new(Int).Lsh(NewInt(1), uint(i))
	if b == 0 {
		return z.AndNot(x, mask)
	}
	return z.Or(x, mask)
}

// bitwise computes in two's complement: a negative number is the complement of |x| - 1.
func (z *Int) bitwise(op int, x, y *Int) *Int {
	a, b := x.abs, y.abs
	if x.neg {
		a = natSub(a, one)
	}
	if y.neg {
		b = natSub(b, one)
	}
	neg := false
	switch op {
	case opAnd:
		neg = x.neg && y.neg
	case opOr:
		neg = x.neg || y.neg
	case opXor:
		neg = x.neg != y.neg
	case opAndNot:
		neg = x.neg && !y.neg
	}
	var r nat
	switch {
	case op == opXor || !x.neg && !y.neg:
		r = natBitwise(op, a, b)
	case op == opAnd && x.neg && y.neg:
		r = natBitwise(opOr, a, b)
	case op == opAnd && x.neg:
		r = natBitwise(opAndNot, b, a)
	case op == opAnd:
		r = natBitwise(opAndNot, a, b)
	case op == opOr && x.neg && y.neg:
		r = natBitwise(opAnd, a, b)
	case op == opOr && x.neg:
		r = natBitwise(opAndNot, a, b)
	case op == opOr:
		r = natBitwise(opAndNot, b, a)
	case x.neg && y.neg:
		r = natBitwise(opAndNot, b, a)
	case x.neg:
		r = natBitwise(opOr, a, b)
	default:
		r = natBitwise(opAnd, a, b)
	}
	if neg {
		r = natAdd(r, one)
	}
	return z.set(neg, r)
}

// And sets z to x & y.
func (z *Int) And(x, y *Int) *Int { return z.bitwise(opAnd, x, y) }

// AndNot sets z to x &^ y.
func (z *Int) AndNot(x, y *Int) *Int { return z.bitwise(opAndNot, x, y) }

// Or sets z to x | y.
func (z *Int) Or(x, y *Int) *Int { return z.bitwise(opOr, x, y) }

// Xor sets z to x ^ y.
func (z *Int) Xor(x, y *Int) *Int { return z.bitwise(opXor, x, y) }

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int { return z.sum(new(Int).Neg(x), true, one) }

// Sqrt sets z to the square root of x, rounded down. It panics if x is negative.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, natSqrt(x.abs))
}

// Rand sets z to a random number in [0, n).
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	limit := n.abs // z may be n
	top := uint(n.BitLen()) % 64
	for {
		words := make(nat, len(limit))
		for i := range words {
			words[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		if top != 0 {
			words[len(words)-1] &= 1<<top - 1
		}
		z.SetBits(words)
		if natCmp(z.abs, limit) < 0 {
			return z
		}
	}
}

// ProbablyPrime reports whether x is probably prime, after n tests with random bases and one with base 2. It is right for
// x < 2^64.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 {
		return false
	}
	small := []uint64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}
	for _, p := range small {
		if x.IsUint64() && x.low() == p {
			return true
		}
		if _, r := natDivMod(x.abs, natOf(p)); len(r) == 0 {
			return false
		}
	}
	if natCmp(x.abs, one) == 0 {
		return false
	}
	minusOne := natSub(x.abs, one)
	k := minusOne.trailingZeros()
	odd := natShr(minusOne, k)
	witness := func(base nat) bool {
		y := natPowMod(base, odd, x.abs)
		if natCmp(y, one) == 0 || natCmp(y, minusOne) == 0 {
			return false
		}
		for j := uint(1); j < k; j++ {
			_, y = natDivMod(natMul(y, y), x.abs)
			if natCmp(y, minusOne) == 0 {
				return false
			}
		}
		return true
	}
	// These bases decide all numbers of 64 bits, and stand beside the random ones for the others.
	for _, p := range small {
		if witness(natOf(p)) {
			return false
		}
	}
	if x.IsUint64() {
		return true
	}
	rnd := rand.New(rand.NewSource(int64(x.low())))
	limit := new(Int).set(false, natSub(minusOne, nat{2}))
	for range n + 8 {
		base := new(Int).Rand(rnd, limit)
		if witness(natAdd(base.abs, nat{2})) {
			return false
		}
	}
	return true
}

const gobVersion = 1

// GobEncode returns a binary form of x.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	sign := byte(gobVersion << 1)
	if x.neg {
		sign |= 1
	}
	return append([]byte{sign}, x.Bytes()...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.SetBytes(buf[1:])
	z.neg = buf[0]&1 != 0 && len(z.abs) > 0
	return nil
}
