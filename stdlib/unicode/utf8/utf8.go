// Package utf8 translates between runes and UTF-8 byte sequences.
package utf8

const (
	// RuneError is the "replacement character", which stands for an invalid encoding.
	RuneError = '\uFFFD'
	// RuneSelf is the first rune that takes more than one byte.
	RuneSelf = 0x80
	// MaxRune is the largest valid Unicode code point.
	MaxRune = '\U0010FFFF'
	// UTFMax is the largest number of bytes of an encoded rune.
	UTFMax = 4
)

const (
	surrogateMin = 0xD800
	surrogateMax = 0xDFFF
)

// decode returns the first rune of p, shifted left by 3, and its width; p is not empty.
func decode(p []byte) int

// decodeString is decode for a string.
func decodeString(s string) int

// decodeLast returns the last rune of p, shifted left by 3, and its width; p is not empty.
func decodeLast(p []byte) int

// decodeLastString is decodeLast for a string.
func decodeLastString(s string) int

// FullRune reports whether p begins with a full encoding of a rune. An invalid encoding counts as a full rune.
func FullRune(p []byte) bool

// FullRuneInString is like FullRune but its input is a string.
func FullRuneInString(s string) bool

// DecodeRune returns the first rune in p and its width in bytes: (RuneError, 0) if p is empty, (RuneError, 1) if the
// encoding is invalid.
func DecodeRune(p []byte) (rune, int) {
	if len(p) == 0 {
		return RuneError, 0
	}
	if p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	r := decode(p)
	return rune(r >> 3), r & 7
}

// DecodeRuneInString is like DecodeRune but its input is a string.
func DecodeRuneInString(s string) (rune, int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	if s[0] < RuneSelf {
		return rune(s[0]), 1
	}
	r := decodeString(s)
	return rune(r >> 3), r & 7
}

// DecodeLastRune returns the last rune in p and its width in bytes: (RuneError, 0) if p is empty, (RuneError, 1) if the
// encoding is invalid.
func DecodeLastRune(p []byte) (rune, int) {
	if len(p) == 0 {
		return RuneError, 0
	}
	r := decodeLast(p)
	return rune(r >> 3), r & 7
}

// DecodeLastRuneInString is like DecodeLastRune but its input is a string.
func DecodeLastRuneInString(s string) (rune, int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	r := decodeLastString(s)
	return rune(r >> 3), r & 7
}

// RuneLen returns the number of bytes of the encoding of r, or -1 if r is not a valid rune.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case surrogateMin <= r && r <= surrogateMax:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes into p the encoding of r and returns its length. It panics if p is too short.
// An invalid rune is written as RuneError.
func EncodeRune(p []byte, r rune) int {
	if uint32(r) < 0x80 {
		p[0] = byte(r)
		return 1
	}
	if uint32(r) < 0x800 {
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	}
	if uint32(r) > MaxRune || surrogateMin <= r && r <= surrogateMax {
		r = RuneError
	}
	if r < 0x10000 {
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

// AppendRune appends the encoding of r to p and returns the extended buffer.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// RuneCount returns the number of runes in p; each byte of an invalid encoding counts as one rune.
func RuneCount(p []byte) int

// RuneCountInString is like RuneCount but its input is a string.
func RuneCountInString(s string) int

// RuneStart reports whether b could be the first byte of an encoded, possibly invalid rune.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p consists entirely of valid encodings.
func Valid(p []byte) bool

// ValidString reports whether s consists entirely of valid encodings.
func ValidString(s string) bool

// ValidRune reports whether r can be encoded: a code point in range that is not a surrogate half.
func ValidRune(r rune) bool {
	return 0 <= r && r < surrogateMin || surrogateMax < r && r <= MaxRune
}
