package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LiteralPrefix returns a text with which every match begins, and whether that is all of the expression.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) {
	// What is anchored at both ends needs no search, so the anchors do not count.
	expr := re.expr
	if !re.posix && strings.HasPrefix(expr, "^") && strings.HasSuffix(expr, "$") {
		p := prefixer{rest: expr[1 : len(expr)-1]}
		if prefix, complete = p.alternation(); complete && p.rest == "" && !p.group {
			return prefix, true
		}
	}
	p := prefixer{rest: expr, posix: re.posix}
	return p.alternation()
}

// A prefixer reads an expression that is known to be right.
type prefixer struct {
	rest  string
	posix bool
	fold  bool // letters match both cases
	group bool // there was a group that captures
}

// alternation reads up to the end of the group. It returns the text that all begins with, and whether that is all.
func (p *prefixer) alternation() (text string, whole bool) {
	fold := p.fold
	text, whole = p.concatenation()
	for strings.HasPrefix(p.rest, "|") {
		p.rest = p.rest[1:]
		next, _ := p.concatenation()
		n := 0
		for n < len(text) && n < len(next) && text[n] == next[n] {
			n++
		}
		for n < len(text) && n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text, whole = text[:n], false
	}
	p.fold = fold
	return text, whole
}

func (p *prefixer) concatenation() (text string, whole bool) {
	whole = true
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		before := p.group
		p.group = false
		part, known := p.item()
		low, exact := p.repetition()
		if known && part == "" && !p.group {
			exact = true
		}
		p.group = p.group || before
		if !whole {
			continue
		}
		if known {
			text += strings.Repeat(part, low)
		} else if low > 0 {
			text += part
		}
		whole = exact && (known || low == 0)
	}
	return text, whole
}

// item reads one item, without its repetition. It returns the text that it begins with, and whether that is all.
func (p *prefixer) item() (text string, whole bool) {
	switch p.rest[0] {
	case '.', '^', '$':
		p.rest = p.rest[1:]
		return "", false
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '(':
		return p.parenthesis()
	}
	return p.literal(p.next())
}

func (p *prefixer) next() rune {
	r, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	return r
}

// literal returns r as item returns it.
func (p *prefixer) literal(r rune) (text string, whole bool) {
	if p.fold && unicode.SimpleFold(r) != r || r == utf8.RuneError {
		return "", false
	}
	return string(r), true
}

// parenthesis reads a group, or flags for the rest of a group.
func (p *prefixer) parenthesis() (text string, whole bool) {
	p.rest = p.rest[1:]
	fold := p.fold
	if strings.HasPrefix(p.rest, "?P<") || strings.HasPrefix(p.rest, "?<") {
		p.group = true
		p.rest = p.rest[strings.IndexByte(p.rest, '>')+1:]
	} else if strings.HasPrefix(p.rest, "?") {
		end := strings.IndexAny(p.rest, ":)")
		on, off, _ := strings.Cut(p.rest[1:end], "-")
		if strings.IndexByte(on, 'i') >= 0 {
			fold = true
		} else if strings.IndexByte(off, 'i') >= 0 {
			fold = false
		}
		flags := p.rest[end] == ')'
		p.rest = p.rest[end+1:]
		if flags {
			p.fold = fold
			return "", true
		}
	} else {
		p.group = true
	}
	outer := p.fold
	p.fold = fold
	text, whole = p.alternation()
	p.fold = outer
	p.rest = p.rest[1:]
	return text, whole
}

// class reads a class in brackets.
func (p *prefixer) class() (text string, whole bool) {
	p.rest = p.rest[1:]
	known := !strings.HasPrefix(p.rest, "^")
	if !known {
		p.rest = p.rest[1:]
	}
	for n := 0; n == 0 || p.rest[0] != ']'; n++ {
		part, literal := "", false
		switch {
		case strings.HasPrefix(p.rest, "[:"):
			p.rest = p.rest[strings.Index(p.rest, ":]")+2:]
		case p.rest[0] == '\\':
			part, literal = p.escape()
		default:
			part, literal = p.literal(p.next())
		}
		known = known && literal && n == 0
		text = part
	}
	p.rest = p.rest[1:]
	if !known {
		text = ""
	}
	return text, known
}

// escape reads what begins with a backslash.
func (p *prefixer) escape() (text string, whole bool) {
	p.rest = p.rest[1:]
	c := p.next()
	switch c {
	case 'Q':
		quoted, rest, ended := strings.Cut(p.rest, `\E`)
		p.rest = rest
		if ended && quoted != "" {
			// A repetition is one of the last character.
			_, size := utf8.DecodeLastRuneInString(quoted)
			if size < len(quoted) {
				p.rest = `\Q` + quoted[len(quoted)-size:] + `\E` + rest
				quoted = quoted[:len(quoted)-size]
			}
		}
		whole = true
		for _, r := range quoted {
			part, known := p.literal(r)
			if whole = whole && known; whole {
				text += part
			}
		}
		return text, whole
	case 'E':
		return "", true
	case 'p', 'P':
		if p.next() == '{' {
			p.rest = p.rest[strings.IndexByte(p.rest, '}')+1:]
		}
		return "", false
	case 'x':
		digits := p.rest[:2]
		if p.rest[0] == '{' {
			digits, p.rest, _ = strings.Cut(p.rest[1:], "}")
		} else {
			p.rest = p.rest[2:]
		}
		r, _ := strconv.ParseUint(digits, 16, 32)
		return p.literal(rune(r))
	case '0', '1', '2', '3', '4', '5', '6', '7':
		r := c - '0'
		for i := 0; i < 2 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
			r = r*8 + p.next() - '0'
		}
		return p.literal(r)
	}
	if i := strings.IndexRune("abfnrtv", c); i >= 0 && c != 'b' {
		return p.literal(rune("\a\b\f\n\r\t\v"[i]))
	}
	if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
		return "", false
	}
	return p.literal(c)
}

// repetition reads a repetition, if there is one: at least low times, and no more if exact.
func (p *prefixer) repetition() (low int, exact bool) {
	if p.rest == "" {
		return 1, true
	}
	switch p.rest[0] {
	case '*', '?':
		p.rest = p.rest[1:]
	case '+':
		p.rest = p.rest[1:]
		low = 1
	case '{':
		bounds, rest, _ := strings.Cut(p.rest[1:], "}")
		first, last, both := strings.Cut(bounds, ",")
		n, err := strconv.Atoi(first)
		if err != nil || last != "" && strings.Trim(last, "0123456789") != "" {
			return 1, true
		}
		low, exact = n, !both || first == last
		p.rest = rest
	default:
		return 1, true
	}
	if p.posix {
		if more, once := p.repetition(); more != 1 || !once {
			low, exact = low*more, false
		}
		return low, exact
	}
	p.rest = strings.TrimPrefix(p.rest, "?")
	return low, exact
}
