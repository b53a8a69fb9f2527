// Package bytes works on byte slices, as package strings does on strings.
package bytes

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Equal reports whether a and b have the same length and contents. nil equals an empty slice.
func Equal(a, b []byte) bool

// Compare returns -1, 0 or +1 as a is lexicographically less than, equal to, or greater than b.
func Compare(a, b []byte) int

// Index returns the index of the first instance of sep in s, or -1.
func Index(s, sep []byte) int

// LastIndex returns the index of the last instance of sep in s, or -1.
func LastIndex(s, sep []byte) int

// IndexByte returns the index of the first instance of c in b, or -1.
func IndexByte(b []byte, c byte) int

// LastIndexByte returns the index of the last instance of c in s, or -1.
func LastIndexByte(s []byte, c byte) int

// IndexRune returns the index of the first instance of r in s, or -1. If r is utf8.RuneError, it finds the first invalid
// encoding as well.
func IndexRune(s []byte, r rune) int

// IndexAny returns the index of the first code point in s that is in chars, or -1.
func IndexAny(s []byte, chars string) int

// LastIndexAny returns the index of the last code point in s that is in chars, or -1.
func LastIndexAny(s []byte, chars string) int

// Count returns the number of non-overlapping instances of sep in s: for an empty sep 1 + the number of code points.
func Count(s, sep []byte) int

// Contains reports whether subslice is within b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether any code point of chars is within b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is within b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether any code point r of b satisfies f(r).
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

// EqualFold reports whether s and t are equal under simple Unicode case folding.
func EqualFold(s, t []byte) bool

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// IndexFunc returns the index of the first code point r of s that satisfies f(r), or -1.
func IndexFunc(s []byte, f func(rune) bool) int { return indexFunc(s, f, true) }

// LastIndexFunc returns the index of the last code point r of s that satisfies f(r), or -1.
func LastIndexFunc(s []byte, f func(rune) bool) int { return lastIndexFunc(s, f, true) }

func indexFunc(s []byte, f func(rune) bool, want bool) int {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		if f(r) == want {
			return i
		}
		i += size
	}
	return -1
}

func lastIndexFunc(s []byte, f func(rune) bool, want bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRune(s[:i])
		i -= size
		if f(r) == want {
			return i
		}
	}
	return -1
}

func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	a := make([][]byte, 0, n)
	for len(a) < n-1 {
		m := Index(s, sep)
		if m < 0 {
			break
		}
		a = append(a, s[:m+keep:m+keep])
		s = s[m+len(sep):]
	}
	return append(a, s)
}

// explode splits s into at most n code points, the last being the rest; all for n < 0.
func explode(s []byte, n int) [][]byte {
	if n <= 0 || n > len(s) {
		n = len(s)
	}
	a := make([][]byte, 0, n)
	for len(s) > 0 {
		if len(a) == n-1 {
			return append(a, s)
		}
		_, size := utf8.DecodeRune(s)
		a = append(a, s[:size:size])
		s = s[size:]
	}
	return a
}

// Split slices s into all subslices separated by sep. An empty sep splits after each code point.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitAfter slices s into all subslices after each instance of sep.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitN is like Split but returns at most n subslices, the last being the unsplit rest; nil for n == 0, all for n < 0.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfterN is like SplitAfter but returns at most n subslices as SplitN does.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// Fields splits s around each run of white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc splits s around each run of code points c that satisfy f(c).
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	for {
		i := indexFunc(s, f, false)
		if i < 0 {
			return fields
		}
		s = s[i:]
		n := indexFunc(s, f, true)
		if n < 0 {
			return append(fields, s[:len(s):len(s)])
		}
		fields = append(fields, s[:n:n])
		s = s[n:]
	}
}

// Join concatenates the elements of s with sep between them.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	n := len(sep) * (len(s) - 1)
	for _, v := range s {
		n += len(v)
	}
	b := make([]byte, 0, n)
	for i, v := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, v...)
	}
	return b
}

// Repeat returns count copies of b. It panics if count is negative or the result too long.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > (1<<47)/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	nb := make([]byte, len(b)*count)
	for n := copy(nb, b); n < len(nb); n *= 2 {
		copy(nb[n:], nb[:n])
	}
	return nb
}

// Replace returns a copy of s with the first n instances of old replaced by new, or all if n < 0. An empty old matches at the
// start and after each code point.
func Replace(s, old, new []byte, n int) []byte

// ReplaceAll returns a copy of s with all instances of old replaced by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// ToUpper returns a copy of s with all letters mapped to upper case.
func ToUpper(s []byte) []byte

// ToLower returns a copy of s with all letters mapped to lower case.
func ToLower(s []byte) []byte

// ToTitle returns a copy of s with all letters mapped to title case.
func ToTitle(s []byte) []byte

// ToUpperSpecial returns a copy of s mapped to upper case, with the mapping of c first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial returns a copy of s mapped to lower case, with the mapping of c first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial returns a copy of s mapped to title case, with the mapping of c first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// ToValidUTF8 returns a copy of s with each run of invalid bytes replaced by replacement.
func ToValidUTF8(s, replacement []byte) []byte

// Title returns a copy of s with the first letter of each word mapped to title case.
//
// Deprecated: what it thinks a word is does not handle punctuation well.
func Title(s []byte) []byte

// Map returns a copy of s with each code point r replaced by mapping(r), or dropped if that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		if r = mapping(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
		i += size
	}
	return b
}

// Runes returns the code points of s.
func Runes(s []byte) []rune { return []rune(string(s)) }

// trimLeft returns how many bytes at the start of s are code points in cutset, trimRight where those at the end begin.
func trimLeft(s []byte, cutset string) int
func trimRight(s []byte, cutset string) int
func trimLeftSpace(s []byte) int
func trimRightSpace(s []byte) int

// TrimSpace returns s without leading and trailing white space.
func TrimSpace(s []byte) []byte {
	i := trimLeftSpace(s)
	if i == len(s) {
		return nil
	}
	return s[i:trimRightSpace(s)]
}

// Trim returns s without the leading and trailing code points that are in cutset.
func Trim(s []byte, cutset string) []byte { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns s without the leading code points that are in cutset.
func TrimLeft(s []byte, cutset string) []byte {
	i := trimLeft(s, cutset)
	if i == len(s) {
		return nil
	}
	return s[i:]
}

// TrimRight returns s without the trailing code points that are in cutset.
func TrimRight(s []byte, cutset string) []byte { return s[:trimRight(s, cutset)] }

// TrimPrefix returns s without the leading prefix, if it has that.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without the trailing suffix, if it has that.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimFunc returns s without the leading and trailing code points c that satisfy f(c).
func TrimFunc(s []byte, f func(rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the leading code points c that satisfy f(c).
func TrimLeftFunc(s []byte, f func(rune) bool) []byte {
	i := indexFunc(s, f, false)
	if i < 0 {
		return nil
	}
	return s[i:]
}

// TrimRightFunc returns s without the trailing code points c that satisfy f(c).
func TrimRightFunc(s []byte, f func(rune) bool) []byte {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return s[:0]
	}
	_, size := utf8.DecodeRune(s[i:])
	return s[:i+size]
}

// Cut slices s around the first instance of sep. If there is none, it returns s, nil, false.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without the leading prefix and whether it had that.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without the trailing suffix and whether it had that.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Lines returns an iterator over the lines of s, with their newlines.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for s := s; len(s) > 0; {
			n := IndexByte(s, '\n') + 1
			if n == 0 {
				n = len(s)
			}
			if !yield(s[:n:n]) {
				return
			}
			s = s[n:]
		}
	}
}

func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	if len(sep) == 0 {
		return func(yield func([]byte) bool) {
			for s := s; len(s) > 0; {
				_, size := utf8.DecodeRune(s)
				if !yield(s[:size:size]) {
					return
				}
				s = s[size:]
			}
		}
	}
	return func(yield func([]byte) bool) {
		s := s
		for {
			i := Index(s, sep)
			if i < 0 {
				break
			}
			if !yield(s[: i+keep : i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
		yield(s[:len(s):len(s)])
	}
}

// SplitSeq returns an iterator over the subslices that Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq returns an iterator over the subslices that SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq returns an iterator over the subslices that Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq returns an iterator over the subslices that FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := s
		for {
			i := indexFunc(s, f, false)
			if i < 0 {
				return
			}
			s = s[i:]
			n := indexFunc(s, f, true)
			if n < 0 {
				n = len(s)
			}
			if !yield(s[:n:n]) {
				return
			}
			s = s[n:]
		}
	}
}
