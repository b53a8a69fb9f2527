package fmt

import (
	"errors"
	"internal/stdio"
	"io"
	"strconv"
)

// ScanState is what a Scanner reads from and learns the options of the verb from.
type ScanState interface {
	// ReadRune reads the next rune. At the end of the operand's width, or of the line for Scanln, it returns io.EOF.
	ReadRune() (r rune, size int, err error)
	// UnreadRune makes the next ReadRune return the same rune.
	UnreadRune() error
	// SkipSpace skips white space; newlines are treated as the operation asks for.
	SkipSpace()
	// Token skips space if skipSpace is true and returns the runes up to the first for which f is false; a nil f stands
	// for "not white space". The bytes are good until the next call.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	// Width returns the width, and whether one was given.
	Width() (wid int, ok bool)
	// Read is there only to satisfy io.Reader; it always fails.
	Read(buf []byte) (n int, err error)
}

// Scanner is implemented by values that scan themselves. Scan gets a pointer receiver.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads space-separated values from standard input into its operands; newlines count as space. It returns how many
// operands it has read, and why it stopped before the last.
func Scan(a ...any) (n int, err error) { return Fscan(stdio.Stdin(), a...) }

// Scanln is like Scan, but stops at a newline, which must follow the last operand.
func Scanln(a ...any) (n int, err error) { return Fscanln(stdio.Stdin(), a...) }

// Scanf reads values from standard input as format says. Newlines in the input must match newlines in the format.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(stdio.Stdin(), format, a...) }

// Sscan is Scan on a string.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(&textSource{text: str}, a...) }

// Sscanln is Scanln on a string.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&textSource{text: str}, a...) }

// Sscanf is Scanf on a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&textSource{text: str}, format, a...)
}

// Fscan is Scan on r. If r has no ReadRune and UnreadRune, one rune after the last operand is lost.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineIsSpace = true
	return s.operands(a)
}

// Fscanln is Scanln on r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineEnds = true
	return s.operands(a)
}

// Fscanf is Scanf on r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r).formatted(format, a)
}

// textSource reads a string.
type textSource struct {
	text string
	at   int
	last int // where the last rune began
}

func (t *textSource) Read(b []byte) (n int, err error) {
	if t.at == len(t.text) {
		return 0, io.EOF
	}
	n = copy(b, t.text[t.at:])
	t.at += n
	return n, nil
}

func (t *textSource) ReadRune() (r rune, size int, err error) {
	if t.at >= len(t.text) {
		return 0, 0, io.EOF
	}
	t.last = t.at
	if c := t.text[t.at]; c < 0x80 {
		t.at++
		return rune(c), 1, nil
	}
	r, size = firstRune(t.text[t.at:])
	t.at += size
	return r, size, nil
}

func (t *textSource) UnreadRune() error {
	t.at = t.last
	return nil
}

// firstRune returns the first rune of s and its length; of no rune the length is 0.
func firstRune(s string) (r rune, size int) {
	size = len(s)
	for i, c := range s {
		if i > 0 {
			size = i
			break
		}
		r = c
	}
	return r, size
}

// runeSource makes runes of the bytes of a reader, one byte at a time so as not to read too much.
type runeSource struct {
	r      io.Reader
	one    [1]byte
	rest   []byte // bytes read but not used yet: what follows bad UTF-8
	last   rune
	size   int
	unread bool
}

func (s *runeSource) readByte() (byte, error) {
	if len(s.rest) > 0 {
		c := s.rest[0]
		s.rest = s.rest[1:]
		return c, nil
	}
	if _, err := io.ReadFull(s.r, s.one[:]); err != nil {
		return 0, err
	}
	return s.one[0], nil
}

func (s *runeSource) ReadRune() (r rune, size int, err error) {
	if s.unread {
		s.unread = false
		return s.last, s.size, nil
	}
	c, err := s.readByte()
	if err != nil {
		return 0, 0, err
	}
	r, size = rune(c), 1
	if c >= 0x80 {
		b := []byte{c}
		for n := sequenceLength(c); len(b) < n; {
			c, err = s.readByte()
			if err == io.EOF {
				break
			}
			if err != nil {
				return 0, 0, err
			}
			b = append(b, c)
			if c&0xC0 != 0x80 {
				break
			}
		}
		r, size = firstRune(string(b))
		s.rest = append(append([]byte(nil), b[size:]...), s.rest...)
	}
	s.last, s.size = r, size
	return r, size, nil
}

func (s *runeSource) UnreadRune() error {
	if s.unread || s.size == 0 {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	s.unread = true
	return nil
}

// sequenceLength returns the length of the UTF-8 sequence that begins with c.
func sequenceLength(c byte) int {
	switch {
	case c >= 0xF0 && c <= 0xF4:
		return 4
	case c >= 0xE0 && c < 0xF0:
		return 3
	case c >= 0xC2 && c < 0xE0:
		return 2
	}
	return 1
}

// scanFailure is what the scanner panics with to return an error from any depth.
type scanFailure struct{ err error }

const (
	endOfInput = -1
	noWidth    = 1 << 30
)

// scan is the state of one operation, and its ScanState.
type scan struct {
	source         io.RuneScanner
	token          []byte
	count          int // runes read
	limit          int // of count, for the present operand
	width          int
	ended          bool
	newlineIsSpace bool // Scan
	newlineEnds    bool // Scanln
}

func newScan(r io.Reader) *scan {
	source, ok := r.(io.RuneScanner)
	if !ok {
		source = &runeSource{r: r}
	}
	return &scan{source: source, limit: noWidth, width: noWidth}
}

func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.ended || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.source.ReadRune()
	if err == nil {
		s.count++
		if r == '\n' && s.newlineEnds {
			s.ended = true
		}
	} else if err == io.EOF {
		s.ended = true
	}
	return r, size, err
}

func (s *scan) UnreadRune() error {
	s.source.UnreadRune()
	s.ended = false
	s.count--
	return nil
}

func (s *scan) Width() (wid int, ok bool) {
	if s.width == noWidth {
		return 0, false
	}
	return s.width, true
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case scanFailure:
			err = e.err
		default:
			panic(e)
		}
	}()
	if f == nil {
		f = isNotSpace
	}
	s.token = s.token[:0]
	s.takeToken(skipSpace, f)
	return s.token, nil
}

func (s *scan) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == endOfInput:
			return
		case r == '\r' && s.nextIs("\n"):
		case r == '\n':
			if !s.newlineIsSpace {
				s.fail("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func isSpace(r rune) bool {
	switch {
	case r <= ' ':
		return r == ' ' || r >= '\t' && r <= '\r'
	case r < 0x1680:
		return r == 0x85 || r == 0xA0
	case r >= 0x2000 && r <= 0x200A:
		return true
	}
	switch r {
	case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return false
}

func isNotSpace(r rune) bool { return !isSpace(r) }

func (s *scan) fail(text string) { panic(scanFailure{errors.New(text)}) }

func (s *scan) failWith(err error) {
	if err != nil {
		panic(scanFailure{err})
	}
}

// next returns the next rune, or endOfInput.
func (s *scan) next() rune {
	r, _, err := s.ReadRune()
	if err != nil {
		if err != io.EOF {
			s.failWith(err)
		}
		return endOfInput
	}
	return r
}

// mustNext is next where the input may not end.
func (s *scan) mustNext() rune {
	r := s.next()
	if r == endOfInput {
		s.failWith(io.ErrUnexpectedEOF)
	}
	return r
}

// requireInput fails with io.EOF where the input ends.
func (s *scan) requireInput() {
	if s.next() == endOfInput {
		s.failWith(io.EOF)
	}
	s.UnreadRune()
}

// isIn reports whether r is one of the ASCII characters of set.
func isIn(r rune, set string) bool {
	for i := 0; i < len(set); i++ {
		if rune(set[i]) == r {
			return true
		}
	}
	return false
}

// nextIs reports whether the next rune is in set.
func (s *scan) nextIs(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	s.UnreadRune()
	return isIn(r, set)
}

// take adds the next rune to the token if it is in set.
func (s *scan) take(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	if !isIn(r, set) {
		s.UnreadRune()
		return false
	}
	s.token = append(s.token, byte(r))
	return true
}

// takeAll adds the runes that are in set to the token.
func (s *scan) takeAll(set string) {
	for s.take(set) {
	}
}

func (s *scan) takeRune(r rune) {
	if r < 0x80 {
		s.token = append(s.token, byte(r))
	} else {
		s.token = append(s.token, string(r)...)
	}
}

func (s *scan) takeToken(skipSpace bool, f func(rune) bool) {
	if skipSpace {
		s.SkipSpace()
	}
	for {
		r := s.next()
		if r == endOfInput {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.takeRune(r)
	}
}

func (s *scan) checkVerb(verb rune, verbs, what string) {
	if !isIn(verb, verbs) {
		s.fail("bad verb '%" + string(verb) + "' for " + what)
	}
}

// begin skips space before an operand, which must be there.
func (s *scan) begin() {
	s.SkipSpace()
	s.requireInput()
}

func (s *scan) bool(verb rune) bool {
	s.begin()
	s.checkVerb(verb, "tv", "boolean")
	value := false
	wrong := false
	switch s.next() {
	case '1':
		value = true
	case 't', 'T':
		value = true
		wrong = s.take("rR") && !(s.take("uU") && s.take("eE"))
	case 'f', 'F':
		wrong = s.take("aA") && !(s.take("lL") && s.take("sS") && s.take("eE"))
	}
	if wrong {
		s.fail("syntax error scanning boolean")
	}
	return value
}

const (
	decimalDigits = "0123456789_"
	hexDigits     = "0123456789aAbBcCdDeEfF_"
)

// integer adds the text of an integer to the token and returns its base. Base 0 means that a prefix says.
func (s *scan) integer(verb rune, signed bool) (base int) {
	s.begin()
	s.checkVerb(verb, "bdoUxXv", "integer")
	base = 10
	digits := decimalDigits[:10]
	switch verb {
	case 'b':
		base, digits = 2, "01"
	case 'o':
		base, digits = 8, decimalDigits[:8]
	case 'x', 'X', 'U':
		base, digits = 16, hexDigits[:22]
	}
	if verb == 'U' {
		if s.next() != 'U' || s.next() != '+' {
			s.fail("bad unicode format ")
		}
	} else {
		if signed {
			s.take("+-")
		}
		if verb == 'v' {
			base, digits = 0, decimalDigits
			if s.take("0") {
				switch {
				case s.take("bB"):
					digits = "01_"
				case s.take("oO"):
					digits = "01234567_"
				case s.take("xX"):
					digits = hexDigits
				default:
					digits = "01234567_"
				}
				s.takeAll(digits)
				return base
			}
		}
	}
	s.requireInput()
	if !s.take(digits) {
		s.fail("expected integer")
	}
	s.takeAll(digits)
	return base
}

// rune reads one rune, for %c.
func (s *scan) rune(bits int) int64 {
	s.requireInput()
	r := int64(s.next())
	if shift := 64 - bits; r<<shift>>shift != r {
		s.fail("overflow on character value " + string(rune(r)))
	}
	return r
}

func (s *scan) int(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.rune(bits)
	}
	base := s.integer(verb, true)
	text := string(s.token)
	x, err := strconv.ParseInt(text, base, 64)
	s.failWith(err)
	if shift := 64 - bits; x<<shift>>shift != x {
		s.fail("integer overflow on token " + text)
	}
	return x
}

func (s *scan) uint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.rune(bits))
	}
	base := s.integer(verb, false)
	text := string(s.token)
	x, err := strconv.ParseUint(text, base, 64)
	s.failWith(err)
	if shift := 64 - bits; x<<shift>>shift != x {
		s.fail("unsigned integer overflow on token " + text)
	}
	return x
}

// number returns the text of a floating-point number; whether it has digits is for its parser to see.
func (s *scan) number() string {
	s.token = s.token[:0]
	if s.take("nN") && s.take("aA") && s.take("nN") {
		return string(s.token)
	}
	s.take("+-")
	if s.take("iI") && s.take("nN") && s.take("fF") {
		return string(s.token)
	}
	digits, exponent := decimalDigits, "eEpP"
	if s.take("0") && s.take("xX") {
		digits, exponent = hexDigits, "pP"
	}
	s.takeAll(digits)
	if s.take(".") {
		s.takeAll(digits)
	}
	if s.take(exponent) {
		s.take("+-")
		s.takeAll(decimalDigits)
	}
	return string(s.token)
}

// toFloat parses text; it also knows a binary exponent after a decimal fraction, as 1.5p4.
func (s *scan) toFloat(text string, bits int) float64 {
	p, hex := -1, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case 'x', 'X':
			hex = true
		case 'p':
			p = i
		}
	}
	if p < 0 || hex {
		x, err := strconv.ParseFloat(text, bits)
		s.failWith(err)
		return x
	}
	x, err := strconv.ParseFloat(text[:p], bits)
	exponent := 0
	if err == nil {
		exponent, err = strconv.Atoi(text[p+1:])
	}
	if e, ok := err.(*strconv.NumError); ok {
		e.Num = text
	}
	s.failWith(err)
	return scaleFloat(x, exponent)
}

const floatVerbs = "beEfFgGv"

func (s *scan) float(verb rune, bits int) float64 {
	s.checkVerb(verb, floatVerbs, "float"+strconv.Itoa(bits))
	s.begin()
	return s.toFloat(s.number(), bits)
}

func (s *scan) complex(verb rune, bits int) complex128 {
	s.checkVerb(verb, floatVerbs, "complex")
	s.begin()
	const wrong = "syntax error scanning complex number"
	parens := s.take("(")
	re := s.number()
	s.token = s.token[:0]
	if !s.take("+-") {
		s.fail(wrong)
	}
	sign := string(s.token)
	im := sign + s.number()
	if !s.take("i") || parens && !s.take(")") {
		s.fail(wrong)
	}
	return complex(s.toFloat(re, bits/2), s.toFloat(im, bits/2))
}

func (s *scan) string(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.begin()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexPairs()
	}
	s.takeToken(true, isNotSpace)
	return string(s.token)
}

func (s *scan) quoted() string {
	switch quote := s.next(); quote {
	case '`':
		for {
			r := s.mustNext()
			if r == '`' {
				return string(s.token)
			}
			s.takeRune(r)
		}
	case '"':
		s.takeRune(quote)
		for {
			r := s.mustNext()
			s.takeRune(r)
			if r == '\\' {
				s.takeRune(s.mustNext()) // perhaps a quote
			} else if r == '"' {
				break
			}
		}
		text, err := strconv.Unquote(string(s.token))
		s.failWith(err)
		return text
	}
	s.fail("expected quoted string")
	return ""
}

func hexValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'a' && r <= 'f':
		return int(r-'a') + 10
	case r >= 'A' && r <= 'F':
		return int(r-'A') + 10
	}
	return -1
}

func (s *scan) hexPairs() string {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		high := hexValue(r)
		if high < 0 {
			s.UnreadRune()
			break
		}
		low := hexValue(s.mustNext())
		if low < 0 {
			s.fail("illegal hex digit")
		}
		s.token = append(s.token, byte(high<<4|low))
	}
	if len(s.token) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(s.token)
}

// What a pointer points to, for targetOf; scan.cc has the same list.
const (
	targetOther = iota
	targetNoPointer
	targetBool
	targetInt
	targetUint
	targetFloat
	targetComplex
	targetString
	targetBytes
)

// targetOf returns what p points to and its size in bits; for the first two kinds also the name of p's type.
func targetOf(p any) (kind, bits int, name string)

// These store into the variable that p points to.
func setInteger(p any, x uint64)
func setFloat(p any, x float64)
func setComplex(p any, x complex128)
func setString(p any, x string)
func setBytes(p any, x []byte)

// scaleFloat returns x times 2 to the power of exponent.
func scaleFloat(x float64, exponent int) float64

// operand scans one operand under verb.
func (s *scan) operand(verb rune, p any) {
	s.token = s.token[:0]
	switch p := p.(type) {
	case *int:
		*p = int(s.int(verb, 64))
		return
	case *string:
		*p = s.string(verb)
		return
	case *float64:
		*p = s.float(verb, 64)
		return
	case Scanner:
		err := p.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		s.failWith(err)
		return
	}
	switch kind, bits, name := targetOf(p); kind {
	case targetBool:
		x := uint64(0)
		if s.bool(verb) {
			x = 1
		}
		setInteger(p, x)
	case targetInt:
		setInteger(p, uint64(s.int(verb, bits)))
	case targetUint:
		setInteger(p, s.uint(verb, bits))
	case targetFloat:
		setFloat(p, s.float(verb, bits))
	case targetComplex:
		setComplex(p, s.complex(verb, bits))
	case targetString:
		setString(p, s.string(verb))
	case targetBytes:
		setBytes(p, []byte(s.string(verb)))
	case targetNoPointer:
		s.fail("type not a pointer: " + name)
	default:
		s.fail("can't scan type: " + name)
	}
}

// catch turns a scanFailure into an error.
func catch(err *error) {
	switch e := recover().(type) {
	case nil:
	case scanFailure:
		*err = e.err
	default:
		if e == any(io.EOF) { // a Scanner's
			*err = io.EOF
			return
		}
		panic(e)
	}
}

// operands scans without a format.
func (s *scan) operands(a []any) (n int, err error) {
	defer catch(&err)
	for _, p := range a {
		s.operand('v', p)
		n++
	}
	if s.newlineEnds {
		for {
			r := s.next()
			if r == '\n' || r == endOfInput {
				break
			}
			if !isSpace(r) {
				s.fail("expected newline")
			}
		}
	}
	return n, nil
}

// spaces matches a run of space at the start of format, and returns its length. Each newline matches the rest of the
// input's line, which must be space. Other space matches at least one space; after newlines, any number.
func (s *scan) spaces(format string) int {
	i, newlines, trailing := 0, 0, false
	for i < len(format) {
		r, size := firstRune(format[i:])
		if !isSpace(r) {
			break
		}
		i += size
		trailing = r != '\n'
		if r == '\n' {
			newlines++
		}
	}
	for range newlines {
		r := s.next()
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		if r != '\n' && r != endOfInput {
			s.fail("newline in format does not match input")
		}
	}
	if trailing {
		r := s.next()
		if newlines == 0 {
			if !isSpace(r) && r != endOfInput {
				s.fail("expected space in input to match format")
			}
			if r == '\n' {
				s.fail("newline in input does not match format")
			}
		}
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		if r != endOfInput {
			s.UnreadRune()
		}
	}
	return i
}

// literals matches the text at the start of format up to the first verb, and returns its length. "%%" is text.
func (s *scan) literals(format string) int {
	i := 0
	for i < len(format) {
		r, size := firstRune(format[i:])
		if isSpace(r) {
			i += s.spaces(format[i:])
			continue
		}
		if r == '%' {
			if i+1 == len(format) {
				s.fail("missing verb: % at end of format string")
			}
			if format[i+1] != '%' {
				break
			}
			i++
		}
		if s.mustNext() != r {
			s.UnreadRune()
			if format[0] == '%' {
				return 0 // may match as a verb, after space
			}
			s.fail("input does not match format")
		}
		i += size
	}
	return i
}

// formatted scans with a format.
func (s *scan) formatted(format string, a []any) (n int, err error) {
	defer catch(&err)
	for i := 0; i < len(format); {
		if size := s.literals(format[i:]); size > 0 {
			i += size
			continue
		}
		i++ // the percent sign
		width, given := 0, false
		for ; i < len(format) && format[i] >= '0' && format[i] <= '9'; i++ {
			width, given = min(width*10+int(format[i]-'0'), noWidth), true
		}
		s.width = noWidth
		if given {
			s.width = width
		}
		verb, size := rune(0xFFFD), 0
		if i < len(format) {
			verb, size = firstRune(format[i:])
		}
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.begin()
			if !s.take("%") {
				s.fail("missing literal %")
			}
			continue
		}
		s.limit = min(noWidth, s.count+s.width)
		if n >= len(a) {
			s.fail("too few operands for format '%" + format[i-size:] + "'")
		}
		s.operand(verb, a[n])
		n++
		s.limit = noWidth
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}
