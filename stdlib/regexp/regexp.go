// Package regexp implements regular expression search, in time linear in the size of the input.
//
// The syntax is that of RE2 without \C. Of the matches that begin leftmost, the one that a backtracking search would have
// found first is chosen, or after Longest, the longest.
package regexp

import (
	"io"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A program is a compiled expression of the native engine.
type program struct{}

// compile returns in code and fragment what is wrong with expr, if p is nil.
func compile(expr string, posix, longest bool) (p *program, groups int, names []string, code, fragment string)

func match(p *program, s string) bool
func matchBytes(p *program, b []byte) bool

// find returns the bounds of the given number of groups in the first n matches, in all if n < 0; nil if there are none.
func find(p *program, s string, n, groups int) []int
func findBytes(p *program, b []byte, n, groups int) []int

// Regexp is a compiled regular expression. It may be used by several goroutines at once, but for Longest.
type Regexp struct {
	expr    string
	program *program
	groups  int
	names   []string
	posix   bool
	longest bool
}

func newRegexp(expr string, posix, longest bool) (*Regexp, error) {
	p, groups, names, code, fragment := compile(expr, posix, longest)
	if p == nil {
		return nil, &syntax.Error{Code: syntax.ErrorCode(code), Expr: fragment}
	}
	return &Regexp{expr, p, groups, names, posix, longest}, nil
}

// Compile parses a regular expression.
func Compile(expr string) (*Regexp, error) { return newRegexp(expr, false, false) }

// CompilePOSIX is like Compile for the syntax of egrep, with leftmost-longest matches.
func CompilePOSIX(expr string) (*Regexp, error) { return newRegexp(expr, true, true) }

// MustCompile is like Compile but panics if the expression is wrong.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic("regexp: Compile(" + quote(str) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is like CompilePOSIX but panics if the expression is wrong.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quote(str) + "): " + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// Match reports whether b contains a match of pattern.
func Match(pattern string, b []byte) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.Match(b), nil
}

// MatchString reports whether s contains a match of pattern.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// MatchReader reports whether the text of r contains a match of pattern.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

const special = `\.+*?()|[]{}^$`

// QuoteMeta returns an expression that matches the text s.
func QuoteMeta(s string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	b := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(special, s[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// String returns the source of the expression.
func (re *Regexp) String() string { return re.expr }

// Copy returns a copy of re.
//
// Deprecated: a Regexp may be used by several goroutines at once.
func (re *Regexp) Copy() *Regexp {
	c := *re
	return &c
}

// Longest makes future searches prefer the leftmost-longest match.
func (re *Regexp) Longest() {
	re.program, _, _, _, _ = compile(re.expr, re.posix, true)
	re.longest = true
}

// NumSubexp returns the number of parenthesised groups.
func (re *Regexp) NumSubexp() int { return re.groups }

// SubexpNames returns the names of the groups. The name of group i is at index i; index 0 is the whole expression.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the index of the first group with the given name, -1 if there is none.
func (re *Regexp) SubexpIndex(name string) int {
	if name != "" {
		for i, n := range re.names {
			if n == name {
				return i
			}
		}
	}
	return -1
}

// MarshalText returns the source of the expression.
func (re *Regexp) MarshalText() ([]byte, error) { return []byte(re.expr), nil }

// AppendText appends the source of the expression.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

// UnmarshalText is Compile.
func (re *Regexp) UnmarshalText(text []byte) error {
	parsed, err := Compile(string(text))
	if err != nil {
		return err
	}
	*re = *parsed
	return nil
}

// readAll returns the text of r, in which a byte that is not UTF-8 stands for each that r found.
func readAll(r io.RuneReader) string {
	var b strings.Builder
	for {
		c, size, err := r.ReadRune()
		if err != nil {
			return b.String()
		}
		if c == utf8.RuneError && size == 1 {
			b.WriteByte(0xff)
			continue
		}
		b.WriteRune(c)
	}
}

// Match reports whether b contains a match.
func (re *Regexp) Match(b []byte) bool { return matchBytes(re.program, b) }

// MatchString reports whether s contains a match.
func (re *Regexp) MatchString(s string) bool { return match(re.program, s) }

// MatchReader reports whether the text of r contains a match.
func (re *Regexp) MatchReader(r io.RuneReader) bool { return match(re.program, readAll(r)) }

// The names of the methods below say what they return. Those with All return successive matches, n of them or, if n < 0,
// all. Those with String search a string. Those with Submatch return the groups besides the match. Those with Index
// return bounds. A result is nil if there is no match; a group without a part in the match is nil, "" or -1, -1.

// Find returns the text of the leftmost match in b.
func (re *Regexp) Find(b []byte) []byte {
	if a := findBytes(re.program, b, 1, 1); a != nil {
		return b[a[0]:a[1]:a[1]]
	}
	return nil
}

// FindIndex returns the bounds of the leftmost match in b.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return findBytes(re.program, b, 1, 1) }

// FindString returns the text of the leftmost match in s.
func (re *Regexp) FindString(s string) string {
	if a := find(re.program, s, 1, 1); a != nil {
		return s[a[0]:a[1]]
	}
	return ""
}

// FindStringIndex returns the bounds of the leftmost match in s.
func (re *Regexp) FindStringIndex(s string) (loc []int) { return find(re.program, s, 1, 1) }

// FindReaderIndex returns the bounds of the leftmost match in the text of r.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	return find(re.program, readAll(r), 1, 1)
}

// FindSubmatch returns the texts of the leftmost match in b and of its groups.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	if a := re.FindSubmatchIndex(b); a != nil {
		return bytesOf(b, a)
	}
	return nil
}

// FindSubmatchIndex returns the bounds of the leftmost match in b and of its groups.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return findBytes(re.program, b, 1, re.groups+1) }

// FindStringSubmatch returns the texts of the leftmost match in s and of its groups.
func (re *Regexp) FindStringSubmatch(s string) []string {
	if a := re.FindStringSubmatchIndex(s); a != nil {
		return stringsOf(s, a)
	}
	return nil
}

// FindStringSubmatchIndex returns the bounds of the leftmost match in s and of its groups.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return find(re.program, s, 1, re.groups+1) }

// FindReaderSubmatchIndex returns the bounds of the leftmost match in the text of r and of its groups.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return find(re.program, readAll(r), 1, re.groups+1)
}

// bytesOf returns the parts of b that a has the bounds of.
func bytesOf(b []byte, a []int) [][]byte {
	parts := make([][]byte, len(a)/2)
	for i := range parts {
		if a[2*i] >= 0 {
			parts[i] = b[a[2*i]:a[2*i+1]:a[2*i+1]]
		}
	}
	return parts
}

func stringsOf(s string, a []int) []string {
	parts := make([]string, len(a)/2)
	for i := range parts {
		if a[2*i] >= 0 {
			parts[i] = s[a[2*i]:a[2*i+1]]
		}
	}
	return parts
}

// split cuts a into pieces of the given size.
func split(a []int, size int) [][]int {
	if a == nil {
		return nil
	}
	parts := make([][]int, 0, len(a)/size)
	for ; len(a) > 0; a = a[size:] {
		parts = append(parts, a[:size:size])
	}
	return parts
}

// FindAll is the All version of Find.
func (re *Regexp) FindAll(b []byte, n int) [][]byte {
	if a := findBytes(re.program, b, n, 1); a != nil {
		return bytesOf(b, a)
	}
	return nil
}

// FindAllIndex is the All version of FindIndex.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int {
	return split(findBytes(re.program, b, n, 1), 2)
}

// FindAllString is the All version of FindString.
func (re *Regexp) FindAllString(s string, n int) []string {
	if a := find(re.program, s, n, 1); a != nil {
		return stringsOf(s, a)
	}
	return nil
}

// FindAllStringIndex is the All version of FindStringIndex.
func (re *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return split(find(re.program, s, n, 1), 2)
}

// FindAllSubmatch is the All version of FindSubmatch.
func (re *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	var all [][][]byte
	for _, a := range re.FindAllSubmatchIndex(b, n) {
		all = append(all, bytesOf(b, a))
	}
	return all
}

// FindAllSubmatchIndex is the All version of FindSubmatchIndex.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return split(findBytes(re.program, b, n, re.groups+1), 2*re.groups+2)
}

// FindAllStringSubmatch is the All version of FindStringSubmatch.
func (re *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	var all [][]string
	for _, a := range re.FindAllStringSubmatchIndex(s, n) {
		all = append(all, stringsOf(s, a))
	}
	return all
}

// FindAllStringSubmatchIndex is the All version of FindStringSubmatchIndex.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return split(find(re.program, s, n, re.groups+1), 2*re.groups+2)
}

// Split returns the parts of s between the matches: at most n, the last being the rest; all if n < 0, nil if n is 0.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if re.expr != "" && s == "" {
		return []string{""}
	}
	begin, end := 0, 0
	a := find(re.program, s, n, 1)
	parts := make([]string, 0, len(a)/2+1)
	for ; len(a) > 0; a = a[2:] {
		if n > 0 && len(parts) == n-1 {
			break
		}
		end = a[0]
		if a[1] != 0 {
			parts = append(parts, s[begin:end])
		}
		begin = a[1]
	}
	if end != len(s) {
		parts = append(parts, s[begin:])
	}
	return parts
}

// replaced replaces the matches in s by what add appends. It returns nil if there are none.
func (re *Regexp) replaced(s string, groups int, add func(b []byte, a []int) []byte) []byte {
	a := find(re.program, s, -1, groups)
	if a == nil {
		return nil
	}
	b := make([]byte, 0, len(s)+16)
	last := 0
	for ; len(a) > 0; a = a[2*groups:] {
		b = append(b, s[last:a[0]]...)
		b = add(b, a[:2*groups])
		last = a[1]
	}
	return append(b, s[last:]...)
}

func (re *Regexp) replaceTemplate(s, template string) []byte {
	if strings.IndexByte(template, '$') < 0 {
		return re.replaced(s, 1, func(b []byte, a []int) []byte { return append(b, template...) })
	}
	return re.replaced(s, re.groups+1, func(b []byte, a []int) []byte { return re.ExpandString(b, template, s, a) })
}

// stringOr returns b as a string, or s if b is nil.
func stringOr(b []byte, s string) string {
	if b == nil {
		return s
	}
	return string(b)
}

// bytesOr returns b, or a copy of s if b is nil.
func bytesOr(b, s []byte) []byte {
	if b == nil {
		return append([]byte(nil), s...)
	}
	return b
}

// ReplaceAllString replaces the matches in src by repl, in which $ is interpreted as by Expand.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return stringOr(re.replaceTemplate(src, repl), src)
}

// ReplaceAllLiteralString replaces the matches in src by repl as it stands.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return stringOr(re.replaced(src, 1, func(b []byte, a []int) []byte { return append(b, repl...) }), src)
}

// ReplaceAllStringFunc replaces the matches in src by what repl returns for them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return stringOr(re.replaced(src, 1, func(b []byte, a []int) []byte { return append(b, repl(src[a[0]:a[1]])...) }), src)
}

// ReplaceAll is ReplaceAllString for bytes.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return bytesOr(re.replaceTemplate(string(src), string(repl)), src)
}

// ReplaceAllLiteral is ReplaceAllLiteralString for bytes.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return bytesOr(re.replaced(string(src), 1, func(b []byte, a []int) []byte { return append(b, repl...) }), src)
}

// ReplaceAllFunc is ReplaceAllStringFunc for bytes.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return bytesOr(re.replaced(string(src), 1, func(b []byte, a []int) []byte {
		return append(b, repl(src[a[0]:a[1]])...)
	}), src)
}

// Expand appends template to dst, with $name and ${name} replaced by the group of that name or number in match, bounds
// in src as FindSubmatchIndex returns them. $$ is a dollar sign. A group that does not exist is empty.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), string(src), match)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(dst []byte, template, src string, match []int) []byte {
	for {
		i := strings.IndexByte(template, '$')
		if i < 0 {
			return append(dst, template...)
		}
		dst = append(dst, template[:i]...)
		template = template[i+1:]
		if template != "" && template[0] == '$' {
			dst = append(dst, '$')
			template = template[1:]
			continue
		}
		name, rest, ok := variable(template)
		if !ok {
			dst = append(dst, '$') // a name is missing: the dollar sign stays
			continue
		}
		template = rest
		if n := number(name); n >= 0 {
			if 2*n+1 < len(match) && match[2*n] >= 0 {
				dst = append(dst, src[match[2*n]:match[2*n+1]]...)
			}
			continue
		}
		for i, group := range re.names {
			if group == name && 2*i+1 < len(match) && match[2*i] >= 0 {
				dst = append(dst, src[match[2*i]:match[2*i+1]]...)
				break
			}
		}
	}
}

// variable returns the name after a dollar sign and what follows it.
func variable(s string) (name, rest string, ok bool) {
	braced := strings.HasPrefix(s, "{")
	if braced {
		s = s[1:]
	}
	end := len(s)
	for i, r := range s {
		if !isWordRune(r) {
			end = i
			break
		}
	}
	name, rest = s[:end], s[end:]
	if name == "" || braced && !strings.HasPrefix(rest, "}") {
		return "", "", false
	}
	if braced {
		rest = rest[1:]
	}
	return name, rest, true
}

// number returns the value of a name of digits without a leading zero, or -1.
func number(name string) int {
	if len(name) > 1 && name[0] == '0' || len(name) > 8 {
		return -1
	}
	n := 0
	for i := 0; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' {
			return -1
		}
		n = n*10 + int(name[i]-'0')
	}
	return n
}

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
