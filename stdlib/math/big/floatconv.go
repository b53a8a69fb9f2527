package big

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

var (
	errNoDigits         = errors.New("number has no digits")
	errInvalidSeparator = errors.New("'_' must separate successive digits")
)

// SetString sets z to the number that s, read in base 0 as Parse does, stands for. If s is wrong, it returns nil, false.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// A numberReader reads a number byte by byte; ch is the next byte, valid while err is nil.
type numberReader struct {
	source io.ByteScanner
	ch     byte
	err    error
}

func (r *numberReader) next() { r.ch, r.err = r.source.ReadByte() }

// end gives back the byte after the number and returns an error other than the end of input.
func (r *numberReader) end() error {
	if r.err == nil {
		r.source.UnreadByte()
	}
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// digits reads digits of the base, with underscores between them if separators is set, and with a point if fractions are
// allowed; fraction is how many digits stand after it. after is '0' if a digit stands before.
func (r *numberReader) digits(base int, separators, fractions bool, after byte) (text []byte, fraction int, err error) {
	invalid, point := false, -1
	for ; r.err == nil; r.next() {
		if r.ch == '.' && fractions {
			invalid = invalid || after == '_'
			fractions, after, point = false, '.', len(text)
			continue
		}
		if r.ch == '_' && separators {
			invalid = invalid || after != '0'
			after = '_'
			continue
		}
		value := base
		switch {
		case r.ch >= '0' && r.ch <= '9':
			value = int(r.ch - '0')
		case r.ch|0x20 >= 'a' && r.ch|0x20 <= 'z':
			value = int(r.ch|0x20-'a') + 10
		}
		if value >= base {
			break
		}
		after = '0'
		text = append(text, r.ch)
	}
	if invalid || after == '_' {
		err = errInvalidSeparator
	}
	if point >= 0 {
		fraction = len(text) - point
	}
	return text, fraction, err
}

// exponent reads an exponent, if there is one, and returns it with its base.
func (r *numberReader) exponent(separators bool) (exp int64, base int, err error) {
	if r.err != nil {
		return 0, 10, nil
	}
	switch r.ch | 0x20 {
	case 'e':
		base = 10
	case 'p':
		base = 2
	default:
		return 0, 10, nil
	}
	r.next()
	sign := ""
	if r.err == nil && (r.ch == '-' || r.ch == '+') {
		sign = string(r.ch)
		r.next()
	}
	text, _, invalid := r.digits(10, separators, false, '.')
	if len(text) == 0 {
		return 0, base, errNoDigits
	}
	if exp, err = strconv.ParseInt(strings.TrimPrefix(sign, "+")+string(text), 10, 64); err != nil {
		return 0, base, err
	}
	return exp, base, invalid
}

// scan reads the longest number at the start of source. It knows no infinities.
func (z *Float) scan(source io.ByteScanner, base int) (f *Float, b int, err error) {
	if base != 0 && base != 2 && base != 8 && base != 10 && base != 16 {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	prec := z.prec
	if prec == 0 {
		prec = 64
	}
	z.special(zero, false)
	r := &numberReader{source: source}
	if r.next(); r.err != nil {
		return nil, 0, r.err
	}
	if r.ch == '-' || r.ch == '+' {
		z.neg = r.ch == '-'
		r.next()
	}
	b = base
	after := byte('.')
	if base == 0 {
		b = 10
		if r.err == nil && r.ch == '0' {
			after = '0'
			if r.next(); r.err == nil {
				switch r.ch | 0x20 {
				case 'b':
					b = 2
				case 'o':
					b = 8
				case 'x':
					b = 16
				}
			}
			if b != 10 {
				r.next()
			}
		}
	}
	text, fraction, err := r.digits(b, base == 0, true, after)
	if len(text) == 0 && (after != '0' || b != 10) {
		err = errNoDigits
	}
	if err != nil {
		r.end()
		return nil, b, err
	}
	exp, expBase, err := r.exponent(base == 0)
	if endErr := r.end(); err == nil {
		err = endErr
	}
	if err != nil {
		return nil, b, err
	}
	z.prec = prec
	mant := natParse("0"+string(text), b)
	if len(mant) == 0 {
		return z, b, nil
	}

	// The value is mant * 2**exp2 * 5**exp5.
	exp2, exp5 := int64(0), int64(0)
	switch b {
	case 10:
		exp2, exp5 = -int64(fraction), -int64(fraction)
	case 2:
		exp2 = -int64(fraction)
	case 8:
		exp2 = -3 * int64(fraction)
	case 16:
		exp2 = -4 * int64(fraction)
	}
	exp2 += exp
	if expBase == 10 {
		exp5 += exp
	}
	if e := exp2 + int64(mant.bitLen()); e < MinExp || e > MaxExp {
		return nil, b, errors.New("exponent overflow")
	}
	if exp5 == 0 {
		return z.setRounded(z.neg, mant, exp2, false), b, nil
	}
	x := &Float{prec: max(uint32(mant.bitLen()), 1)}
	x.setRounded(z.neg, mant, exp2, false)
	p := new(Float).SetPrec(z.Prec() + 64)
	if exp5 < 0 {
		z.Quo(x, p.pow5(uint64(-exp5)))
	} else {
		z.Mul(x, p.pow5(uint64(exp5)))
	}
	return z, b, nil
}

// pow5 sets z to 5**n, rounded at each step.
func (z *Float) pow5(n uint64) *Float {
	const most = 27 // 5**27 fits 64 bits
	small := uint64(1)
	for range min(n, most) {
		small *= 5
	}
	z.SetUint64(small)
	n -= min(n, most)
	f := new(Float).SetPrec(z.Prec() + 64).SetUint64(5)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			z.Mul(z, f)
		}
		f.Mul(f, f)
	}
	return z
}

// Parse sets z to the number that s stands for, rounded, and returns the base of its mantissa. The base is 2, 8, 10 or 16;
// 0 means what a prefix such as 0x says, and allows underscores between digits. The exponent follows an e (of 10) or a p
// (of 2). "Inf" and "inf" with an optional sign are the infinities. Precision 0 becomes 64.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	switch s {
	case "Inf", "inf", "+Inf", "+inf":
		return z.SetInf(false), 0, nil
	case "-Inf", "-inf":
		return z.SetInf(true), 0, nil
	}
	r := strings.NewReader(s)
	if f, b, err = z.scan(r, base); err != nil {
		return f, b, err
	}
	if ch, eof := r.ReadByte(); eof == nil {
		err = fmt.Errorf("expected end of string, found %q", ch)
	}
	return f, b, err
}

// ParseFloat is Parse with the precision and rounding mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// A byteReader reads bytes of a fmt.ScanState.
type byteReader struct {
	fmt.ScanState
}

func (r byteReader) ReadByte() (byte, error) {
	ch, size, err := r.ReadRune()
	if size != 1 && err == nil {
		err = fmt.Errorf("invalid rune %#U", ch)
	}
	return byte(ch), err
}

func (r byteReader) UnreadByte() error { return r.UnreadRune() }

// Scan implements fmt.Scanner; it reads no infinities.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	_, _, err := z.scan(byteReader{s}, 0)
	return err
}

const floatGobVersion = 1

// GobEncode returns the value with all its attributes.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := []byte{floatGobVersion, byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1}
	if x.neg {
		b[1] |= 1
	}
	b = binary.BigEndian.AppendUint32(b, x.prec)
	if x.form == finite {
		b = binary.BigEndian.AppendUint32(b, uint32(x.exp))
		// Whole words, of which the first bit is set.
		mant := natShl(x.mant, uint(-x.mant.bitLen())%64)
		b = append(b, new(Int).set(false, mant).Bytes()...)
	}
	return b, nil
}

// GobDecode reads what GobEncode wrote; a precision other than 0 and the mode of z stay.
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != floatGobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	x := Float{
		mode: RoundingMode(buf[1] >> 5 & 7), acc: Accuracy(buf[1]>>3&3) - 1, form: form(buf[1] >> 1 & 3), neg: buf[1]&1 != 0,
		prec: binary.BigEndian.Uint32(buf[2:]),
	}
	if x.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		x.exp = int32(binary.BigEndian.Uint32(buf[6:]))
		mant := new(Int).SetBytes(buf[10:]).abs
		if len(mant) == 0 || x.prec == 0 {
			return errors.New("Float.GobDecode: finite number without mantissa")
		}
		x.mant = natShr(mant, mant.trailingZeros())
	}
	if z.prec != 0 {
		x.mode = z.mode
		x.SetPrec(uint(z.prec))
	}
	*z = x
	return nil
}

// AppendText appends the shortest text that identifies x at its precision.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

// MarshalText returns the shortest text that identifies x at its precision.
func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText sets z to the number, rounded. Precision 0 becomes 64.
func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}
