package testing

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

type matchFunc = func(pat, str string) (bool, error)

// A matcher chooses tests by the patterns of -test.run (or -test.bench) and -test.skip, and makes their names unique.
type matcher struct {
	filter, skip pattern
	match        matchFunc
	subNames     map[string]int // how often each full name was asked for
}

// A pattern is a list of alternatives, each a list of regular expressions for the elements of a name.
type pattern [][]string

// newMatcher ends the program when a pattern is no regular expression.
func newMatcher(match matchFunc, run, flagName, skip string) *matcher {
	m := &matcher{match: match, subNames: map[string]int{}}
	if run == "" {
		m.filter = pattern{{}}
	} else {
		m.filter = parsePattern(run, flagName, match)
	}
	if skip != "" {
		m.skip = parsePattern(skip, "-test.skip", match)
	}
	return m
}

func parsePattern(text, flagName string, match matchFunc) pattern {
	p := splitPattern(text)
	for i, elements := range p {
		for j, e := range elements {
			e = rewrite(e)
			elements[j] = e
			if _, err := match(e, "non-empty"); err != nil {
				where := fmt.Sprintf("element %d of %s (%q): %s", j, flagName, e, err)
				if len(p) > 1 {
					where = fmt.Sprintf("alternation %d of element %d of %s (%q): %s", i, j, flagName, e, err)
				}
				fmt.Fprintf(stderr, "testing: invalid regexp for %s\n", where)
				exit(1)
			}
		}
	}
	return p
}

// splitPattern splits s at the slashes and bars that stand outside brackets and parentheses.
func splitPattern(s string) pattern {
	var p pattern
	var elements []string
	brackets, parens := 0, 0
	for i := 0; i < len(s); {
		switch s[i] {
		case '[':
			brackets++
		case ']':
			if brackets--; brackets < 0 { // an unmatched ']' is an ordinary character
				brackets = 0
			}
		case '(':
			if brackets == 0 {
				parens++
			}
		case ')':
			if brackets == 0 {
				parens--
			}
		case '\\':
			i++
		case '/', '|':
			if brackets == 0 && parens == 0 {
				elements = append(elements, s[:i])
				if s[i] == '|' {
					p = append(p, elements)
					elements = nil
				}
				s = s[i+1:]
				i = 0
				continue
			}
		}
		i++
	}
	return append(p, append(elements, s))
}

// matches reports whether the elements of a name match; `partial` when there are further expressions for subtests.
func (p pattern) matches(name []string, match matchFunc) (ok, partial bool) {
alternatives:
	for _, elements := range p {
		for i, s := range name {
			if i >= len(elements) {
				break
			}
			if ok, _ := match(elements[i], s); !ok {
				continue alternatives
			}
		}
		return true, len(name) < len(elements)
	}
	return false, false
}

// fullName returns the name of a subtest of c (or of a top-level test) and whether it is to run; `partial` when only a
// part of the pattern was used.
func (m *matcher) fullName(c *common, subname string) (name string, ok, partial bool) {
	name = subname
	if c != nil && c.level > 0 {
		name = m.unique(c.name, rewrite(subname))
	}
	elements := strings.Split(name, "/")
	ok, partial = m.filter.matches(elements, m.match)
	if !ok {
		return name, false, false
	}
	if skip, later := m.skip.matches(elements, m.match); skip && !later {
		return name, false, false
	}
	return name, ok, partial
}

// unique returns parent/subname, with #NN added if that was used before.
func (m *matcher) unique(parent, subname string) string {
	base := parent + "/" + subname
	for {
		n := m.subNames[base]
		m.subNames[base] = n + 1
		if n == 0 && subname != "" {
			prefix, nn := splitNumber(base)
			if len(prefix) < len(base) && nn < m.subNames[prefix] {
				continue // the name says #NN, and the NNth subtest of that name has been
			}
			return base
		}
		name := fmt.Sprintf("%s#%02d", base, n)
		if m.subNames[name] == 0 {
			return name
		}
	}
}

// splitNumber splits a name that unique may have made.
func splitNumber(s string) (prefix string, n int) {
	i := strings.LastIndexByte(s, '#')
	if i < 0 {
		return s, 0
	}
	prefix, digits := s[:i], s[i+1:]
	if len(digits) < 2 || len(digits) > 2 && digits[0] == '0' || digits == "00" && !strings.HasSuffix(prefix, "/") {
		return s, 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 {
		return s, 0
	}
	return prefix, n
}

// rewrite makes a subtest's name printable and free of spaces.
func rewrite(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f {
			return rewriteAll(s)
		}
	}
	return s
}

func rewriteAll(s string) string {
	var b []byte
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			b = append(b, '_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			b = append(b, quoted[1:len(quoted)-1]...)
		default:
			b = append(b, string(r)...)
		}
	}
	return string(b)
}
