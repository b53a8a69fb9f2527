package strconv

// How a string is quoted.
const (
	quotePrint = iota
	quoteASCII
	quoteGraphic
)

func quote(s string, mark byte, how int) string
func quoteRune(r rune, how int) string

// Quote returns a Go string literal for s, with escapes for what IsPrint rejects.
func Quote(s string) string { return quote(s, '"', quotePrint) }

// QuoteToASCII returns a Go string literal for s, with escapes for all but printable ASCII.
func QuoteToASCII(s string) string { return quote(s, '"', quoteASCII) }

// QuoteToGraphic returns a Go string literal for s, with escapes for what IsGraphic rejects.
func QuoteToGraphic(s string) string { return quote(s, '"', quoteGraphic) }

// QuoteRune returns a Go character literal for r, with escapes for what IsPrint rejects.
func QuoteRune(r rune) string { return quoteRune(r, quotePrint) }

// QuoteRuneToASCII returns a Go character literal for r, with escapes for all but printable ASCII.
func QuoteRuneToASCII(r rune) string { return quoteRune(r, quoteASCII) }

// QuoteRuneToGraphic returns a Go character literal for r, with escapes for what IsGraphic rejects.
func QuoteRuneToGraphic(r rune) string { return quoteRune(r, quoteGraphic) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return append(dst, Quote(s)...) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return append(dst, QuoteToASCII(s)...) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte { return append(dst, QuoteToGraphic(s)...) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, QuoteRuneToASCII(r)...) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}

// CanBackquote reports whether s can stand unchanged on one line between backquotes.
func CanBackquote(s string) bool

// IsPrint reports whether r is printable: a letter, mark, number, punctuation, symbol or the ASCII space.
func IsPrint(r rune) bool

// IsGraphic reports whether r is a graphic character: printable, or a space separator.
func IsGraphic(r rune) bool

func unhex(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c - 'a' + 10), true
	case 'A' <= c && c <= 'F':
		return rune(c - 'A' + 10), true
	}
	return 0, false
}

// UnquoteChar decodes the first character or byte of the literal text s. It returns the value, whether its encoding takes
// several bytes, and the rest of s. quote is the quote that may only occur escaped and must not be escaped otherwise: ' or
// ", or 0 for neither: then both may occur bare and neither escaped.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if len(s) == 0 {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	switch {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= 0x80:
		for i, r := range s {
			if i > 0 {
				return value, true, s[i:], nil
			}
			value = r
		}
		return value, true, "", nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}

	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c = s[1]
	s = s[2:]
	switch c {
	case 'a':
		value = '\a'
	case 'b':
		value = '\b'
	case 'f':
		value = '\f'
	case 'n':
		value = '\n'
	case 'r':
		value = '\r'
	case 't':
		value = '\t'
	case 'v':
		value = '\v'
	case 'x', 'u', 'U':
		n := 2
		if c == 'u' {
			n = 4
		} else if c == 'U' {
			n = 8
		}
		if len(s) < n {
			return 0, false, "", ErrSyntax
		}
		var v rune
		for i := 0; i < n; i++ {
			x, ok := unhex(s[i])
			if !ok {
				return 0, false, "", ErrSyntax
			}
			v = v<<4 | x
		}
		s = s[n:]
		if c == 'x' {
			value = v
			break
		}
		if v < 0 || v > 0x10FFFF || 0xD800 <= v && v < 0xE000 {
			return 0, false, "", ErrSyntax
		}
		value = v
		multibyte = true
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := rune(c) - '0'
		if len(s) < 2 {
			return 0, false, "", ErrSyntax
		}
		for i := 0; i < 2; i++ {
			x := rune(s[i]) - '0'
			if x < 0 || x > 7 {
				return 0, false, "", ErrSyntax
			}
			v = v<<3 | x
		}
		s = s[2:]
		if v > 255 {
			return 0, false, "", ErrSyntax
		}
		value = v
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		value = rune(c)
	default:
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s, nil
}

// first returns the first rune of s, which is not empty.
func first(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// Unquote interprets s as a character literal, or as a string literal in double or back quotes, and returns its value.
func Unquote(s string) (string, error) {
	out, rest, err := unquote(s, true)
	if len(rest) > 0 {
		return "", ErrSyntax
	}
	return out, err
}

// QuotedPrefix returns the quoted string, as understood by Unquote, at the start of s.
func QuotedPrefix(s string) (string, error) {
	out, _, err := unquote(s, false)
	return out, err
}

// unquote splits s after its leading quoted string. It returns the value of that string if want, else the string itself.
func unquote(s string, want bool) (out, rest string, err error) {
	if len(s) < 2 {
		return "", s, ErrSyntax
	}
	mark := s[0]
	end := 1
	for end < len(s) && s[end] != mark {
		end++
	}
	if end == len(s) {
		return "", s, ErrSyntax
	}
	end++ // past the closing quote, unless that one is escaped

	switch mark {
	case '`':
		if !want {
			return s[:end], s[end:], nil
		}
		in := s[1 : end-1]
		if indexByte(in, '\r') < 0 {
			return in, s[end:], nil
		}
		buf := make([]byte, 0, len(in))
		for i := 0; i < len(in); i++ {
			if in[i] != '\r' {
				buf = append(buf, in[i])
			}
		}
		return string(buf), s[end:], nil
	case '"', '\'':
		in := s[1 : end-1]
		if indexByte(in, '\\') < 0 && indexByte(in, '\n') < 0 && validString(in) {
			if mark == '"' || len(in) > 0 && len(string(first(in))) == len(in) {
				if want {
					return in, s[end:], nil
				}
				return s[:end], s[end:], nil
			}
		}
		var buf []byte
		in = s[1:]
		for len(in) > 0 && in[0] != mark {
			r, multibyte, tail, err := UnquoteChar(in, mark)
			if in[0] == '\n' || err != nil {
				return "", s, ErrSyntax
			}
			in = tail
			if want {
				if r < 0x80 || !multibyte {
					buf = append(buf, byte(r))
				} else {
					buf = append(buf, string(r)...)
				}
			}
			if mark == '\'' {
				break
			}
		}
		if len(in) == 0 || in[0] != mark {
			return "", s, ErrSyntax
		}
		in = in[1:]
		if want {
			return string(buf), in, nil
		}
		return s[:len(s)-len(in)], in, nil
	}
	return "", s, ErrSyntax
}

func indexByte(s string, c byte) int
func validString(s string) bool
