// Package strconv converts between basic values and their text.
package strconv

import "errors"

// IntSize is the size in bits of an int.
const IntSize = 64

// ErrRange says that a value is out of range for its type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text does not have the right syntax.
var ErrSyntax = errors.New("invalid syntax")

// NumError records a failed conversion.
type NumError struct {
	Func string // the function that failed, such as ParseFloat
	Num  string // its input
	Err  error  // the reason, such as ErrRange
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// What natives say of a text.
const (
	codeOK = iota
	codeSyntax
	codeRange
	codeBase
	codeBitSize
)

func numError(fn, s string, code, base, bitSize int) error {
	var err error
	switch code {
	case codeOK:
		return nil
	case codeSyntax:
		err = ErrSyntax
	case codeRange:
		err = ErrRange
	case codeBase:
		err = errors.New("invalid base " + Itoa(base))
	case codeBitSize:
		err = errors.New("invalid bit size " + Itoa(bitSize))
	}
	return &NumError{fn, s, err}
}

// ParseBool returns the boolean that str represents: 1, t, T, TRUE, true, True or 0, f, F, FALSE, false, False.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte {
	if b {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

func parseInt(s string, base, bitSize int) (int64, int)
func parseUint(s string, base, bitSize int) (uint64, int)

// Atoi is ParseInt(s, 10, 0), converted to int.
func Atoi(s string) (int, error) {
	n, code := parseInt(s, 10, 0)
	if code != codeOK {
		return int(n), numError("Atoi", s, code, 10, 0)
	}
	return int(n), nil
}

// ParseInt interprets s in the given base (2 to 36, or 0: as its prefix 0b, 0, 0o or 0x says, and with underscores as in Go
// literals) as an integer of bitSize bits. A bitSize of 0 is that of int.
func ParseInt(s string, base int, bitSize int) (int64, error) {
	n, code := parseInt(s, base, bitSize)
	if code != codeOK {
		return n, numError("ParseInt", s, code, base, bitSize)
	}
	return n, nil
}

// ParseUint is like ParseInt but for unsigned numbers; a sign is not permitted.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	n, code := parseUint(s, base, bitSize)
	if code != codeOK {
		return n, numError("ParseUint", s, code, base, bitSize)
	}
	return n, nil
}

func formatInt(i int64, base int) string
func formatUint(i uint64, base int) string

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string { return formatInt(int64(i), 10) }

// FormatInt returns the text of i in the given base, 2 to 36, with lower case letters.
func FormatInt(i int64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatInt(i, base)
}

// FormatUint returns the text of i in the given base, 2 to 36, with lower case letters.
func FormatUint(i uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatUint(i, base)
}

// AppendInt appends the text of i to dst.
func AppendInt(dst []byte, i int64, base int) []byte { return append(dst, FormatInt(i, base)...) }

// AppendUint appends the text of i to dst.
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }

// parseFloat parses the longest number at the start of s and returns its value and length.
func parseFloat(s string, bitSize int) (float64, int, int)

// ParseFloat returns the floating-point number nearest to s, of 32 or 64 bits. It accepts decimal and hexadecimal literals,
// and "inf", "infinity" and "nan" in any case.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, code := parseFloat(s, bitSize)
	if n != len(s) && code != codeSyntax {
		f, code = 0, codeSyntax
	}
	if code != codeOK {
		return f, numError("ParseFloat", s, code, 0, 0)
	}
	return f, nil
}

func formatFloat(f float64, fmt byte, prec, bitSize int) string

// FormatFloat returns the text of f in the format fmt ('b', 'e', 'E', 'f', 'g', 'G', 'x' or 'X') with prec digits, or with
// the fewest digits that determine f if prec is -1. The value f is rounded as if it came from a float of bitSize bits.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	if prec > maxDigits {
		return formatLong(f, fmt, prec, bitSize)
	}
	return formatFloat(f, fmt, prec, bitSize)
}

// maxDigits is more than any float has behind its point: what follows is zeros.
const maxDigits = 1200

func formatLong(f float64, fmt byte, prec, bitSize int) string {
	s := formatFloat(f, fmt, maxDigits, bitSize)
	if f-f != 0 {
		return s // infinite or a NaN
	}
	end := len(s)
	switch fmt {
	case 'f':
	case 'e', 'E', 'x', 'X':
		// The zeros go before the exponent.
		for s[end-1] < 'E' {
			end--
		}
		end--
	default:
		return s
	}
	out := make([]byte, 0, len(s)+prec-maxDigits)
	out = append(out, s[:end]...)
	for i := maxDigits; i < prec; i++ {
		out = append(out, '0')
	}
	return string(append(out, s[end:]...))
}

// AppendFloat appends the text of f to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

// FormatComplex returns the text of c as (a+bi), its parts formatted as by FormatFloat.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	bitSize >>= 1
	im := FormatFloat(imag(c), fmt, prec, bitSize)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize) + im + "i)"
}

// ParseComplex returns the complex number that s represents: N, Ni or N+Ni, perhaps in parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	orig := s
	if l := len(s); l >= 2 && s[0] == '(' && s[l-1] == ')' {
		s = s[1 : l-1]
	}

	var pending error
	re, n, code := parseFloat(s, size)
	if code == codeSyntax {
		return 0, numError("ParseComplex", orig, code, 0, 0)
	}
	if code == codeRange {
		pending = numError("ParseComplex", orig, code, 0, 0)
	}
	s = s[n:]
	if len(s) == 0 {
		return complex(re, 0), pending
	}
	switch s[0] {
	case '+':
		// Another plus sign is an error in what follows.
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case '-':
	case 'i':
		if len(s) == 1 {
			return complex(0, re), pending
		}
		return 0, numError("ParseComplex", orig, codeSyntax, 0, 0)
	default:
		return 0, numError("ParseComplex", orig, codeSyntax, 0, 0)
	}

	im, n, code := parseFloat(s, size)
	if code == codeSyntax {
		return 0, numError("ParseComplex", orig, code, 0, 0)
	}
	if code == codeRange {
		pending = numError("ParseComplex", orig, code, 0, 0)
	}
	if s[n:] != "i" {
		return 0, numError("ParseComplex", orig, codeSyntax, 0, 0)
	}
	return complex(re, im), pending
}
