// Package unicode tests properties of code points and maps between cases.
package unicode

const (
	// MaxRune is the largest valid code point.
	MaxRune = '\U0010FFFF'
	// ReplacementChar stands for invalid code points.
	ReplacementChar = '\uFFFD'
	// MaxASCII is the largest ASCII value.
	MaxASCII = '\u007F'
	// MaxLatin1 is the largest Latin-1 value.
	MaxLatin1 = '\u00FF'
	// Version is the edition of Unicode that the tables follow.
	Version = "15.0.0"
)

// RangeTable is a set of code points: the ranges of R16 for those below 1<<16, then those of R32, both ascending.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // number of entries in R16 with Hi <= MaxLatin1
}

// Range16 is the 16-bit code points Lo, Lo+Stride ... Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is the code points Lo, Lo+Stride ... Hi.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// CaseRange says by how much to change the code points Lo ... Hi to get their other cases. A delta of UpperLower means
// that the range alternates between upper and lower case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// SpecialCase is a language's own case mapping, which takes precedence over the usual one.
type SpecialCase []CaseRange

type d [MaxCase]rune

// The cases, as indices into a Delta.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower in a Delta marks a range that alternates between upper and lower case.
const UpperLower = MaxRune + 1

// GraphicRanges are the tables of the graphic characters according to IsGraphic.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges are the tables of the printable characters according to IsPrint, which also accepts the ASCII space.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// CaseRanges has all the letters with several cases.
var CaseRanges = caseRanges()

// TurkishCase is the case mapping of Turkish.
var TurkishCase = SpecialCase{
	{0x49, 0x49, d{0, 0x131 - 0x49, 0}},
	{0x69, 0x69, d{0x130 - 0x69, 0, 0x130 - 0x69}},
	{0x130, 0x130, d{0, 0x69 - 0x130, 0}},
	{0x131, 0x131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// AzeriCase is the case mapping of Azeri, which is that of Turkish.
var AzeriCase = TurkishCase

// rangeBounds returns the first and last code points of the ranges of a category, script or property; for names that start
// with "fold:", of the code points outside the named set that fold to code points inside it.
func rangeBounds(name string) []uint32

// caseBounds returns Lo, Hi and the three deltas of each range of CaseRanges.
func caseBounds() []int32

func newTable(name string) *RangeTable {
	t := new(RangeTable)
	bounds := rangeBounds(name)
	for i := 0; i < len(bounds); i += 2 {
		lo, hi := bounds[i], bounds[i+1]
		if lo <= 0xFFFF {
			end := hi
			if end > 0xFFFF {
				end = 0xFFFF
			}
			t.R16 = append(t.R16, Range16{uint16(lo), uint16(end), 1})
			if end <= MaxLatin1 {
				t.LatinOffset++
			}
			lo = end + 1
		}
		if lo <= hi {
			t.R32 = append(t.R32, Range32{lo, hi, 1})
		}
	}
	return t
}

func foldTables(names ...string) map[string]*RangeTable {
	m := make(map[string]*RangeTable)
	for _, name := range names {
		m[name] = newTable("fold:" + name)
	}
	return m
}

func caseRanges() []CaseRange {
	bounds := caseBounds()
	ranges := make([]CaseRange, 0, len(bounds)/5)
	for i := 0; i < len(bounds); i += 5 {
		ranges = append(ranges, CaseRange{uint32(bounds[i]), uint32(bounds[i+1]), d{bounds[i+2], bounds[i+3], bounds[i+4]}})
	}
	return ranges
}

// Is reports whether r is in rangeTab.
func Is(rangeTab *RangeTable, r rune) bool {
	if r < 0 {
		return false
	}
	if r <= 0xFFFF {
		r16 := rangeTab.R16
		lo, hi := 0, len(r16)
		for lo < hi {
			m := int(uint(lo+hi) >> 1)
			x := &r16[m]
			if uint16(r) < x.Lo {
				hi = m
			} else if uint16(r) > x.Hi {
				lo = m + 1
			} else {
				return x.Stride == 1 || (uint16(r)-x.Lo)%x.Stride == 0
			}
		}
	}
	r32 := rangeTab.R32
	lo, hi := 0, len(r32)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		x := &r32[m]
		if uint32(r) < x.Lo {
			hi = m
		} else if uint32(r) > x.Hi {
			lo = m + 1
		} else {
			return x.Stride == 1 || (uint32(r)-x.Lo)%x.Stride == 0
		}
	}
	return false
}

// In reports whether r is in one of the ranges.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of the ranges. In has the better signature.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsControl reports whether r is a control character.
func IsControl(r rune) bool

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space.
func IsGraphic(r rune) bool

// IsLetter reports whether r is a letter.
func IsLetter(r rune) bool

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool

// IsMark reports whether r is a mark character.
func IsMark(r rune) bool

// IsNumber reports whether r is a number.
func IsNumber(r rune) bool

// IsPrint reports whether r is a letter, mark, number, punctuation, symbol or the ASCII space.
func IsPrint(r rune) bool

// IsPunct reports whether r is a punctuation character.
func IsPunct(r rune) bool

// IsSpace reports whether r is white space according to Unicode's property.
func IsSpace(r rune) bool

// IsSymbol reports whether r is a symbol.
func IsSymbol(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool

// To maps r to the given case: UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune

// ToLower maps r to lower case.
func ToLower(r rune) rune

// ToTitle maps r to title case.
func ToTitle(r rune) rune

// SimpleFold returns the next larger code point that is equivalent to r under simple case folding, or else the smallest one.
// So calling it repeatedly goes round the equivalent code points. If r is not valid, it returns r.
func SimpleFold(r rune) rune

// ToUpper maps r to upper case, with the mapping of special first.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle maps r to title case, with the mapping of special first.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower maps r to lower case, with the mapping of special first.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

func (special SpecialCase) to(_case int, r rune) rune {
	lo, hi := 0, len(special)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		x := &special[m]
		if uint32(r) < x.Lo {
			hi = m
		} else if uint32(r) > x.Hi {
			lo = m + 1
		} else {
			delta := x.Delta[_case]
			to := r + delta
			if delta > MaxRune {
				// Even offsets in the range are upper case, odd ones lower case.
				to = rune(x.Lo) + ((r-rune(x.Lo))&^1 | rune(_case&1))
			}
			return to // r itself, too, if that is the mapping
		}
	}
	return To(_case, r)
}
