package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	tokenError tokenKind = iota // val is the message
	tokenBool
	tokenChar // a printable ASCII character with no other meaning, such as a comma
	tokenCharConstant
	tokenComment
	tokenComplex
	tokenAssign
	tokenDeclare
	tokenEOF
	tokenField
	tokenIdentifier
	tokenLeftDelim
	tokenLeftParen
	tokenNumber
	tokenPipe
	tokenRawString
	tokenRightDelim
	tokenRightParen
	tokenSpace
	tokenString
	tokenText
	tokenVariable
	tokenKeyword // separates the keywords, which messages show in angle brackets
	tokenBlock
	tokenBreak
	tokenContinue
	tokenDot
	tokenDefine
	tokenElse
	tokenEnd
	tokenIf
	tokenNil
	tokenRange
	tokenTemplate
	tokenWith
)

func keyword(word string) tokenKind {
	switch word {
	case "block":
		return tokenBlock
	case "break":
		return tokenBreak
	case "continue":
		return tokenContinue
	case "define":
		return tokenDefine
	case "else":
		return tokenElse
	case "end":
		return tokenEnd
	case "if":
		return tokenIf
	case "nil":
		return tokenNil
	case "range":
		return tokenRange
	case "template":
		return tokenTemplate
	case "with":
		return tokenWith
	}
	return tokenIdentifier
}

// A token is a piece of the text; line is that of its first byte.
type token struct {
	kind tokenKind
	pos  Pos
	val  string
	line int
}

func (t token) String() string {
	switch {
	case t.kind == tokenEOF:
		return "EOF"
	case t.kind == tokenError:
		return t.val
	case t.kind > tokenKeyword:
		return "<" + t.val + ">"
	case len(t.val) > 10:
		return fmt.Sprintf("%.10q...", t.val)
	}
	return fmt.Sprintf("%q", t.val)
}

const (
	spaces = " \t\r\n"
	eof    = -1
)

// A lexer cuts a template into tokens, one at each call of next. It alternates between text and actions; the bytes
// of input[start:pos] are the token being read, input[counted:] has not been searched for newlines.
type lexer struct {
	input       string
	left, right string // the delimiters of actions
	comments    bool   // whether comments are tokens
	breaks      bool   // whether break and continue are keywords
	continues   bool
	inAction    bool
	trimNext    bool // the action before ended in a trim marker
	parens      int
	start, pos  int
	counted     int
	line        int // of input[counted]
	failed      *token
}

func newLexer(input, left, right string) *lexer {
	if left == "" {
		left = "{{"
	}
	if right == "" {
		right = "}}"
	}
	return &lexer{input: input, left: left, right: right, line: 1}
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

func isAlphaNumeric(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func (l *lexer) rest() string { return l.input[l.pos:] }

func (l *lexer) startLine() int {
	l.line += strings.Count(l.input[l.counted:l.start], "\n")
	l.counted = l.start
	return l.line
}

// make ends a token at pos.
func (l *lexer) make(kind tokenKind) token {
	t := token{kind, Pos(l.start), l.input[l.start:l.pos], l.startLine()}
	l.start = l.pos
	return t
}

// skip drops what was read up to n bytes after pos.
func (l *lexer) skip(n int) {
	l.pos += n
	l.start = l.pos
}

// fail makes the last token; the same comes again if the parser asks on.
func (l *lexer) fail(format string, args ...any) token {
	l.failed = &token{tokenError, Pos(l.start), fmt.Sprintf(format, args...), l.startLine()}
	return *l.failed
}

func (l *lexer) peek() rune {
	if l.pos >= len(l.input) {
		return eof
	}
	r, _ := utf8.DecodeRuneInString(l.rest())
	return r
}

func (l *lexer) read() rune {
	if l.pos >= len(l.input) {
		return eof
	}
	r, size := utf8.DecodeRuneInString(l.rest())
	l.pos += size
	return r
}

// accept reads the next byte if it is one of set.
func (l *lexer) accept(set string) bool {
	if l.pos < len(l.input) && strings.IndexByte(set, l.input[l.pos]) >= 0 {
		l.pos++
		return true
	}
	return false
}

func (l *lexer) acceptRun(set string) {
	for l.accept(set) {
	}
}

func (l *lexer) next() token {
	if l.failed != nil {
		return *l.failed
	}
	for {
		if l.inAction {
			return l.action()
		}
		if t, ok := l.text(); ok {
			return t
		}
	}
}

// text reads text up to an action or the end, and then the left delimiter; ok is false if there is no token yet.
func (l *lexer) text() (t token, ok bool) {
	if l.trimNext {
		l.trimNext = false
		l.skip(len(l.rest()) - len(strings.TrimLeft(l.rest(), spaces)))
	}
	i := strings.Index(l.rest(), l.left)
	if i < 0 {
		l.pos = len(l.input)
		if l.pos > l.start {
			return l.make(tokenText), true
		}
		return l.make(tokenEOF), true
	}
	text := l.input[l.pos : l.pos+i]
	after := l.input[l.pos+i+len(l.left):]
	trim := len(after) >= 2 && after[0] == '-' && isSpace(rune(after[1]))
	if trim {
		text = strings.TrimRight(text, spaces)
	}
	if text != "" {
		l.pos += len(text)
		return l.make(tokenText), true
	}
	l.skip(i)
	marker := 0
	if trim {
		marker = 2
	}
	if strings.HasPrefix(after[marker:], "/*") {
		l.skip(len(l.left) + marker)
		return l.comment()
	}
	l.pos += len(l.left)
	t = l.make(tokenLeftDelim)
	l.skip(marker)
	l.inAction = true
	l.parens = 0
	return t, true
}

func (l *lexer) comment() (t token, ok bool) {
	i := strings.Index(l.rest()[2:], "*/")
	if i < 0 {
		return l.fail("unclosed comment"), true
	}
	l.pos += i + 4
	size, trim := l.rightDelim()
	if size == 0 {
		return l.fail("comment ends before closing delimiter"), true
	}
	t = l.make(tokenComment)
	l.skip(size)
	l.trimNext = trim
	return t, l.comments
}

// rightDelim returns the size of the right delimiter at pos with its trim marker, 0 if there is none.
func (l *lexer) rightDelim() (size int, trim bool) {
	s := l.rest()
	if len(s) >= 2 && isSpace(rune(s[0])) && s[1] == '-' && strings.HasPrefix(s[2:], l.right) {
		return 2 + len(l.right), true
	}
	if strings.HasPrefix(s, l.right) {
		return len(l.right), false
	}
	return 0, false
}

func (l *lexer) action() token {
	if size, trim := l.rightDelim(); size > 0 {
		if l.parens > 0 {
			return l.fail("unclosed left paren")
		}
		l.skip(size - len(l.right))
		l.pos += len(l.right)
		l.inAction = false
		l.trimNext = trim
		return l.make(tokenRightDelim)
	}
	r := l.peek()
	switch {
	case r == eof:
		return l.fail("unclosed action")
	case isSpace(r):
		return l.space()
	case r == '.':
		if next := l.pos + 1; next < len(l.input) && (l.input[next] < '0' || l.input[next] > '9') {
			l.pos++
			return l.name(tokenDot, tokenField)
		}
		return l.number()
	case r == '+', r == '-', '0' <= r && r <= '9':
		return l.number()
	case isAlphaNumeric(r):
		return l.identifier()
	}
	l.read()
	switch r {
	case '=':
		return l.make(tokenAssign)
	case ':':
		if !l.accept("=") {
			l.read()
			return l.fail("expected :=")
		}
		return l.make(tokenDeclare)
	case '|':
		return l.make(tokenPipe)
	case '"':
		return l.quoted('"', tokenString, "unterminated quoted string")
	case '\'':
		return l.quoted('\'', tokenCharConstant, "unterminated character constant")
	case '`':
		i := strings.IndexByte(l.rest(), '`')
		if i < 0 {
			l.pos = len(l.input)
			return l.fail("unterminated raw quoted string")
		}
		l.pos += i + 1
		return l.make(tokenRawString)
	case '$':
		return l.name(tokenVariable, tokenVariable)
	case '(':
		l.parens++
		return l.make(tokenLeftParen)
	case ')':
		l.parens--
		if l.parens < 0 {
			return l.fail("unexpected right paren")
		}
		return l.make(tokenRightParen)
	}
	if r <= unicode.MaxASCII && unicode.IsPrint(r) {
		return l.make(tokenChar)
	}
	return l.fail("unrecognized character in action: %#U", r)
}

// space reads white space, except a last one that belongs to a trim marker.
func (l *lexer) space() token {
	for isSpace(l.peek()) {
		if _, trim := l.rightDelim(); trim {
			break
		}
		l.pos++
	}
	return l.make(tokenSpace)
}

func (l *lexer) identifier() token {
	for isAlphaNumeric(l.peek()) {
		l.read()
	}
	if !l.atTerminator() {
		return l.fail("bad character %#U", l.peek())
	}
	switch word := l.input[l.start:l.pos]; word {
	case "true", "false":
		return l.make(tokenBool)
	case "break":
		if !l.breaks {
			return l.make(tokenIdentifier)
		}
		return l.make(tokenBreak)
	case "continue":
		if !l.continues {
			return l.make(tokenIdentifier)
		}
		return l.make(tokenContinue)
	default:
		return l.make(keyword(word))
	}
}

// name reads the name after a dot or a dollar; alone is the kind without a name.
func (l *lexer) name(alone, named tokenKind) token {
	if l.atTerminator() {
		return l.make(alone)
	}
	for isAlphaNumeric(l.peek()) {
		l.read()
	}
	if !l.atTerminator() {
		return l.fail("bad character %#U", l.peek())
	}
	return l.make(named)
}

// atTerminator reports whether an identifier may end at pos: "$x+2" is an error, not three tokens.
func (l *lexer) atTerminator() bool {
	switch r := l.peek(); r {
	case eof, '.', ',', '|', ':', ')', '(':
		return true
	default:
		return isSpace(r) || strings.HasPrefix(l.rest(), l.right)
	}
}

func (l *lexer) quoted(quote rune, kind tokenKind, unterminated string) token {
	for {
		r := l.read()
		if r == '\\' {
			if r = l.read(); r != eof && r != '\n' {
				continue
			}
		}
		switch r {
		case eof, '\n':
			return l.fail("%s", unterminated)
		case quote:
			return l.make(kind)
		}
	}
}

// number reads a number or a complex constant such as 1+2i. It accepts some that are none; the parser finds out.
func (l *lexer) number() token {
	ok := l.simpleNumber()
	kind := tokenNumber
	if r := l.peek(); ok && (r == '+' || r == '-') {
		kind = tokenComplex
		ok = l.simpleNumber() && l.input[l.pos-1] == 'i'
	}
	if !ok {
		return l.fail("bad number syntax: %q", l.input[l.start:l.pos])
	}
	return l.make(kind)
}

func (l *lexer) simpleNumber() bool {
	l.accept("+-")
	const decimal = "0123456789_"
	digits, exponent := decimal, "eE"
	if l.accept("0") {
		switch {
		case l.accept("xX"):
			digits, exponent = "0123456789abcdefABCDEF_", "pP"
		case l.accept("oO"):
			digits, exponent = "01234567_", ""
		case l.accept("bB"):
			digits, exponent = "01_", ""
		}
	}
	l.acceptRun(digits)
	if l.accept(".") {
		l.acceptRun(digits)
	}
	if exponent != "" && l.accept(exponent) {
		l.accept("+-")
		l.acceptRun(decimal)
	}
	l.accept("i")
	if isAlphaNumeric(l.peek()) {
		l.read()
		return false
	}
	return true
}
