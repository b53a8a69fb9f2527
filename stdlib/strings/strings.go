// Package strings works on UTF-8 encoded strings.
package strings

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Index returns the index of the first instance of substr in s, or -1.
func Index(s, substr string) int

// LastIndex returns the index of the last instance of substr in s, or -1.
func LastIndex(s, substr string) int

// IndexByte returns the index of the first instance of c in s, or -1.
func IndexByte(s string, c byte) int

// LastIndexByte returns the index of the last instance of c in s, or -1.
func LastIndexByte(s string, c byte) int

// IndexRune returns the index of the first instance of r in s, or -1. If r is utf8.RuneError, it finds the first invalid
// encoding as well.
func IndexRune(s string, r rune) int

// IndexAny returns the index of the first code point in s that is in chars, or -1.
func IndexAny(s, chars string) int

// LastIndexAny returns the index of the last code point in s that is in chars, or -1.
func LastIndexAny(s, chars string) int

// Count returns the number of non-overlapping instances of substr in s: for an empty substr 1 + the number of code points.
func Count(s, substr string) int

// Contains reports whether substr is within s.
func Contains(s, substr string) bool

// ContainsAny reports whether any code point of chars is within s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is within s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether any code point r of s satisfies f(r).
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Compare returns -1, 0 or +1 as a is less than, equal to, or greater than b. The operators < == > are usually clearer.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	if a < b {
		return -1
	}
	return +1
}

// EqualFold reports whether s and t are equal under simple Unicode case folding.
func EqualFold(s, t string) bool

// Clone returns a fresh copy of s.
func Clone(s string) string

// IndexFunc returns the index of the first code point r of s that satisfies f(r), or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc returns the index of the last code point r of s that satisfies f(r), or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

// split cuts s at up to n-1 instances of sep (all if n < 0), and keeps the first keep bytes of each sep with what precedes it.
// An empty sep cuts s into code points.
func split(s, sep string, keep, n int) []string

// Split slices s into all substrings separated by sep. An empty sep splits after each code point.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitAfter slices s into all substrings after each instance of sep.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitN is like Split but returns at most n substrings, the last being the unsplit rest; nil for n == 0, all for n < 0.
func SplitN(s, sep string, n int) []string {
	if n == 0 {
		return nil
	}
	return split(s, sep, 0, n)
}

// SplitAfterN is like SplitAfter but returns at most n substrings as SplitN does.
func SplitAfterN(s, sep string, n int) []string {
	if n == 0 {
		return nil
	}
	return split(s, sep, len(sep), n)
}

// Fields splits s around each run of white space.
func Fields(s string) []string

// FieldsFunc splits s around each run of code points c that satisfy f(c).
func FieldsFunc(s string, f func(rune) bool) []string {
	fields := []string{}
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				fields = append(fields, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		fields = append(fields, s[start:])
	}
	return fields
}

// Join concatenates elems with sep between them.
func Join(elems []string, sep string) string

func repeat(s string, count int) string

// Repeat returns count copies of s. It panics if count is negative or the result too long.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if len(s) > 0 && count > (1<<47)/len(s) {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

// Replace returns s with the first n instances of old replaced by new, or all if n < 0. An empty old matches at the start and
// after each code point.
func Replace(s, old, new string, n int) string

// ReplaceAll returns s with all instances of old replaced by new.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// ToUpper returns s with all letters mapped to upper case.
func ToUpper(s string) string

// ToLower returns s with all letters mapped to lower case.
func ToLower(s string) string

// ToTitle returns s with all letters mapped to title case.
func ToTitle(s string) string

// ToUpperSpecial returns s mapped to upper case, with the mapping of c first.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial returns s mapped to lower case, with the mapping of c first.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial returns s mapped to title case, with the mapping of c first.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// ToValidUTF8 returns s with each run of invalid bytes replaced by replacement.
func ToValidUTF8(s, replacement string) string

// Title returns s with the first letter of each word mapped to title case.
//
// Deprecated: what it thinks a word is does not handle punctuation well.
func Title(s string) string

// Map returns s with each code point r replaced by mapping(r), or dropped if that is negative.
func Map(mapping func(rune) rune, s string) string {
	// Nothing is copied as long as nothing changes.
	for i, r := range s {
		m := mapping(r)
		if m == r && r != utf8.RuneError {
			continue
		}
		width := 1
		if r == utf8.RuneError {
			_, width = utf8.DecodeRuneInString(s[i:])
			if width != 1 && m == r {
				continue
			}
		} else {
			width = utf8.RuneLen(r)
		}
		buf := make([]byte, i, len(s)+utf8.UTFMax)
		copy(buf, s)
		if m >= 0 {
			buf = utf8.AppendRune(buf, m)
		}
		for _, r := range s[i+width:] {
			m := mapping(r)
			if 0 <= m && m < utf8.RuneSelf {
				buf = append(buf, byte(m))
			} else if m >= 0 {
				buf = utf8.AppendRune(buf, m)
			}
		}
		return stringOf(buf)
	}
	return s
}

// stringOf returns a string that shares the bytes of buf, which must not change any more.
func stringOf(buf []byte) string

// TrimSpace returns s without leading and trailing white space.
func TrimSpace(s string) string

// Trim returns s without the leading and trailing code points that are in cutset.
func Trim(s, cutset string) string

// TrimLeft returns s without the leading code points that are in cutset.
func TrimLeft(s, cutset string) string

// TrimRight returns s without the trailing code points that are in cutset.
func TrimRight(s, cutset string) string

// TrimPrefix returns s without the leading prefix, if it has that.
func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without the trailing suffix, if it has that.
func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimFunc returns s without the leading and trailing code points c that satisfy f(c).
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the leading code points c that satisfy f(c).
func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc returns s without the trailing code points c that satisfy f(c).
func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// Cut slices s around the first instance of sep. If there is none, it returns s, "", false.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without the leading prefix and whether it had that.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without the trailing suffix and whether it had that.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Lines returns an iterator over the lines of s, with their newlines.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := s; len(s) > 0; {
			line := s
			if i := IndexByte(s, '\n'); i >= 0 {
				line = s[:i+1]
			}
			s = s[len(line):]
			if !yield(line) {
				return
			}
		}
	}
}

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	if len(sep) == 0 {
		return func(yield func(string) bool) {
			for s := s; len(s) > 0; {
				_, size := utf8.DecodeRuneInString(s)
				if !yield(s[:size]) {
					return
				}
				s = s[size:]
			}
		}
	}
	return func(yield func(string) bool) {
		s := s
		for {
			i := Index(s, sep)
			if i < 0 {
				break
			}
			if !yield(s[:i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
		yield(s)
	}
}

// SplitSeq returns an iterator over the substrings that Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq returns an iterator over the substrings that SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

// FieldsSeq returns an iterator over the substrings that Fields returns.
func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq returns an iterator over the substrings that FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if f(r) {
				if start >= 0 {
					if !yield(s[start:i]) {
						return
					}
					start = -1
				}
			} else if start < 0 {
				start = i
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}
