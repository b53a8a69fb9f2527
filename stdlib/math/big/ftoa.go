package big

import (
	"fmt"
	"strconv"
	"strings"
)

// A decimal is 0.digits * 10**exp, without leading or trailing zeros; no digits stand for 0.
type decimal struct {
	digits string
	exp    int
}

// decimalOf returns mant * 2**lsb.
func decimalOf(mant nat, lsb int64) decimal {
	if len(mant) == 0 {
		return decimal{}
	}
	point := 0
	if lsb >= 0 {
		mant = natShl(mant, uint(lsb))
	} else {
		// Drop what 2**lsb and the mantissa have in common, then m/2**n is m*5**n/10**n.
		twos := min(mant.trailingZeros(), uint(-lsb))
		mant = natShr(mant, twos)
		point = int(-lsb) - int(twos)
		mant = natMul(mant, natPow(nat{5}, uint(point)))
	}
	digits := natText(mant, 10)
	return decimal{strings.TrimRight(digits, "0"), len(digits) - point}
}

// at returns the i'th digit, which is 0 after the last.
func (d decimal) at(i int) byte {
	if i >= 0 && i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// round keeps n digits, rounded to even.
func (d *decimal) round(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	up := d.digits[n] >= '5'
	if d.digits[n] == '5' && n+1 == len(d.digits) {
		up = n > 0 && (d.digits[n-1]-'0')&1 != 0
	}
	if up {
		d.roundUp(n)
	} else {
		d.roundDown(n)
	}
}

func (d *decimal) roundUp(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	kept := strings.TrimRight(d.digits[:n], "9")
	if kept == "" {
		*d = decimal{"1", d.exp + 1}
		return
	}
	last := len(kept) - 1
	d.digits = kept[:last] + string(kept[last]+1)
}

func (d *decimal) roundDown(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	d.digits = strings.TrimRight(d.digits[:n], "0")
	if d.digits == "" {
		d.exp = 0
	}
}

// roundShortest keeps the fewest digits that tell x from all others of its precision.
func (d *decimal) roundShortest(x *Float) {
	if len(d.digits) == 0 {
		return
	}
	// The mantissa with one bit more than the precision, so that 1 is half of its last place.
	mant := natShl(x.mant, uint(int64(x.prec)+1-int64(x.mant.bitLen())))
	lsb := int64(x.exp) - int64(x.prec) - 1
	lower, upper := decimalOf(natSub(mant, one), lsb), decimalOf(natAdd(mant, one), lsb)
	// Rounding to even gives x for the bounds themselves, too, if its mantissa is even.
	inclusive := mant.bit(1) == 0
	for i := range len(d.digits) {
		m, l, u := d.digits[i], lower.at(i), upper.at(i)
		down := l != m || inclusive && i+1 == len(lower.digits)
		up := m != u && (inclusive || m+1 < u || i+1 < len(upper.digits))
		switch {
		case down && up:
			d.round(i + 1)
			return
		case down:
			d.roundDown(i + 1)
			return
		case up:
			d.roundUp(i + 1)
			return
		}
	}
}

// Text returns x in a format: 'e' and 'E' (-d.dddde±dd), 'f' (-ddd.dddd), 'g' and 'G' ('e' for large exponents, else 'f'),
// 'x' (-0xd.dddddp±dd), 'p' (-0x.dddp±ddd) or 'b' (-ddddddp±dd, a decimal mantissa of all bits of the precision). prec is
// the number of digits after the point, for 'g' the number of all; a negative one means as many as identify x.
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

// String returns x as Text('g', 10) does.
func (x *Float) String() string { return x.Text('g', 10) }

// Append appends what Text returns to buf.
func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	sign := ""
	if x.neg {
		sign = "-"
	}
	if x.form == inf {
		if !x.neg {
			sign = "+"
		}
		return append(buf, sign+"Inf"...)
	}
	text := ""
	switch fmt {
	case 'b':
		text = x.textB()
	case 'p':
		text = x.textP()
	case 'x':
		text = x.textX(prec)
	case 'e', 'E', 'f', 'g', 'G':
		text = x.decimalText(fmt, prec)
	default:
		return append(buf, '%', fmt)
	}
	return append(append(buf, sign...), text...)
}

func (x *Float) decimalText(fmt byte, prec int) string {
	var d decimal
	if x.form == finite {
		d = decimalOf(x.mant, x.lsb())
	}
	shortest := prec < 0
	if shortest {
		d.roundShortest(x)
	}
	switch fmt {
	case 'e', 'E':
		if shortest {
			prec = len(d.digits) - 1
		} else {
			d.round(1 + prec)
		}
		return d.textE(fmt, prec)
	case 'f':
		if shortest {
			prec = max(len(d.digits)-d.exp, 0)
		} else {
			d.round(d.exp + prec)
		}
		return d.textF(prec)
	}
	limit := 6 // the exponent from which on %e is used
	if shortest {
		prec = len(d.digits)
	} else {
		prec = max(prec, 1)
		d.round(prec)
		limit = prec
		if limit > len(d.digits) && len(d.digits) >= d.exp {
			limit = len(d.digits)
		}
	}
	if exp := d.exp - 1; exp < -4 || exp >= limit {
		return d.textE(fmt+'e'-'g', min(prec, len(d.digits))-1)
	}
	if prec > d.exp {
		prec = len(d.digits)
	}
	return d.textF(max(prec-d.exp, 0))
}

func (d decimal) textE(e byte, prec int) string {
	b := []byte{d.at(0)}
	if prec > 0 {
		b = append(b, '.')
		for i := 1; i <= prec; i++ {
			b = append(b, d.at(i))
		}
	}
	exp := 0
	if len(d.digits) > 0 {
		exp = d.exp - 1
	}
	return string(appendExponent(append(b, e), int64(exp), 2))
}

// appendExponent appends an exponent with its sign.
func appendExponent(b []byte, exp int64, digits int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign, exp = '-', -exp
	}
	b = append(b, sign)
	if digits == 2 && exp < 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, exp, 10)
}

func (d decimal) textF(prec int) string {
	var b []byte
	for i := range max(d.exp, 0) {
		b = append(b, d.at(i))
	}
	if len(b) == 0 {
		b = append(b, '0')
	}
	if prec > 0 {
		b = append(b, '.')
		for i := range prec {
			b = append(b, d.at(d.exp+i))
		}
	}
	return string(b)
}

// bits returns the mantissa with n bits, at least as many as it has.
func (x *Float) bits(n int64) nat { return natShl(x.mant, uint(n-int64(x.mant.bitLen()))) }

func (x *Float) textB() string {
	if x.form == zero {
		return "0"
	}
	b := []byte(natText(x.bits(int64(x.prec)), 10))
	return string(appendExponent(append(b, 'p'), int64(x.exp)-int64(x.prec), 1))
}

func (x *Float) textX(prec int) string {
	if x.form == zero {
		if prec > 0 {
			return "0x0." + strings.Repeat("0", prec) + "p+00"
		}
		return "0x0p+00"
	}
	// One bit before the point and four for each digit after it.
	n := 1 + 4*int64(prec)
	if prec < 0 {
		n = 1 + (int64(x.MinPrec())+2)/4*4
	}
	r := new(Float).SetPrec(uint(n)).SetMode(x.mode).Set(x)
	digits := natText(r.bits(n), 16)
	b := append([]byte("0x"), digits[0])
	if len(digits) > 1 {
		b = append(append(b, '.'), digits[1:]...)
	}
	return string(appendExponent(append(b, 'p'), int64(r.exp)-1, 2))
}

func (x *Float) textP() string {
	if x.form == zero {
		return "0"
	}
	whole := (int64(x.mant.bitLen()) + 3) / 4 * 4
	b := []byte("0x." + strings.TrimRight(natText(x.bits(whole), 16), "0") + "p")
	return string(appendExponent(b, int64(x.exp), 1))
}

// Format implements fmt.Formatter for the verbs of floating-point numbers, of which %x is as in Text, and for %p.
func (x *Float) Format(s fmt.State, format rune) {
	prec, hasPrec := s.Precision()
	if !hasPrec {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'v', 'g', 'G':
		if format == 'v' {
			format = 'g'
		}
		if !hasPrec {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	text := x.Text(byte(format), prec)
	sign := ""
	switch {
	case text[0] == '-':
		sign, text = "-", text[1:]
	case text[0] == '+': // of an infinity
		sign, text = "+", text[1:]
		if s.Flag(' ') {
			sign = " "
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	width, _ := s.Width()
	padding := max(0, width-len(sign)-len(text))
	switch {
	case s.Flag('0') && !x.IsInf():
		text = sign + strings.Repeat("0", padding) + text
	case s.Flag('-'):
		text = sign + text + strings.Repeat(" ", padding)
	default:
		text = strings.Repeat(" ", padding) + sign + text
	}
	s.Write([]byte(text))
}
