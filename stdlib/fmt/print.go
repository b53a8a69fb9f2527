// Package fmt formats and scans values with functions analogous to C's printf and scanf.
//
// The verbs, flags and layouts are those of Go's package fmt. The formatter itself is native (format.cc); Go calls the
// Error, String, GoString and Format methods that it asks for.
package fmt

import (
	"internal/stdio"
	"io"
)

// Stringer is implemented by values that have a text of their own.
type Stringer interface {
	String() string
}

// GoStringer is implemented by values that have a Go syntax of their own, for %#v.
type GoStringer interface {
	GoString() string
}

// State is what a Formatter prints to and learns the flags of the verb from.
type State interface {
	// Write adds text to the output.
	Write(b []byte) (n int, err error)
	// Width returns the width, and whether one was given.
	Width() (wid int, ok bool)
	// Precision returns the precision, and whether one was given.
	Precision() (prec int, ok bool)
	// Flag reports whether flag c, one of -+# 0 and space, was given.
	Flag(c int) bool
}

// Formatter is implemented by values that format themselves under any verb.
type Formatter interface {
	Format(f State, verb rune)
}

// How arguments become text.
const (
	modePrintf = iota
	modePrint
	modePrintln
	modeErrorf // Printf with %w
)

// Which method a call asks for; format.cc has the same list.
const (
	callError = iota
	callString
	callGoString
	callFormat
)

// call is a request of the formatter.
type call struct {
	value     any
	kind      int
	verb      int
	flags     int
	width     int // -1: none
	precision int // -1: none
}

// result answers a call. A raw text is written as it stands.
type result struct {
	text string
	raw  bool
}

// formatString formats with the results of earlier requests. If it returns requests, its text is not final.
func formatString(mode int, format string, args []any, results []result) (string, []call)

// formatBytes is formatString into a new []byte.
func formatBytes(mode int, format string, args []any, results []result) ([]byte, []call)

// isNilPointer reports whether v holds a nil pointer.
func isNilPointer(v any) bool

func toString(mode int, format string, args []any) string {
	s, calls := formatString(mode, format, args, nil)
	if calls == nil {
		return s
	}
	var results []result
	for calls != nil {
		results = answer(results, calls)
		s, calls = formatString(mode, format, args, results)
	}
	return s
}

func toBytes(mode int, format string, args []any) []byte {
	b, calls := formatBytes(mode, format, args, nil)
	if calls == nil {
		return b
	}
	var results []result
	for calls != nil {
		results = answer(results, calls)
		b, calls = formatBytes(mode, format, args, results)
	}
	return b
}

func answer(results []result, calls []call) []result {
	for i := range calls {
		results = append(results, calls[i].run())
	}
	return results
}

// run calls the method. A panic becomes part of the text, as "%!v(PANIC=String method: reason)".
func (c *call) run() (r result) {
	method := "Format"
	defer func() {
		if p := recover(); p != nil {
			r.raw = true
			if isNilPointer(c.value) {
				r.text = "<nil>"
				return
			}
			r.text += "%!" + string(rune(c.verb)) + "(PANIC=" + method + " method: " + toString(modePrintf, "%v", []any{p}) + ")"
		}
	}()
	switch c.kind {
	case callError:
		method = "Error"
		r.text = c.value.(error).Error()
	case callString:
		method = "String"
		r.text = c.value.(Stringer).String()
	case callGoString:
		method = "GoString"
		r.text = c.value.(GoStringer).GoString()
	case callFormat:
		s := state{call: c}
		defer func() { r.text = string(s.text) + r.text }()
		r.raw = true
		c.value.(Formatter).Format(&s, rune(c.verb))
	}
	return r
}

// state is the State of one Formatter call.
type state struct {
	*call
	text []byte
}

func (s *state) Write(b []byte) (n int, err error) {
	s.text = append(s.text, b...)
	return len(b), nil
}

// WriteString lets io.WriteString avoid a copy.
func (s *state) WriteString(b string) (n int, err error) {
	s.text = append(s.text, b...)
	return len(b), nil
}

func (s *state) Width() (wid int, ok bool) {
	if s.width < 0 {
		return 0, false
	}
	return s.width, true
}

func (s *state) Precision() (prec int, ok bool) {
	if s.precision < 0 {
		return 0, false
	}
	return s.precision, true
}

func (s *state) Flag(c int) bool {
	switch c {
	case '-':
		return s.flags&1 != 0
	case '+':
		return s.flags&(2|32) != 0
	case '#':
		return s.flags&(4|64) != 0
	case ' ':
		return s.flags&8 != 0
	case '0':
		return s.flags&16 != 0 && s.flags&1 == 0
	}
	return false
}

// FormatString returns the directive that state and verb come from, such as "%-8.3x".
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = append(b, Sprint(w)...)
	}
	if p, ok := state.Precision(); ok {
		b = append(b, '.')
		b = append(b, Sprint(p)...)
	}
	return string(b) + string(verb)
}

// Fprintf formats under a format and writes to w. It returns the bytes written and the first error.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write(toBytes(modePrintf, format, a))
}

// Printf formats under a format and writes to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return stdio.Stdout().Write(toBytes(modePrintf, format, a))
}

// Sprintf formats under a format and returns the text.
func Sprintf(format string, a ...any) string { return toString(modePrintf, format, a) }

// Appendf appends what Sprintf returns to b.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, toString(modePrintf, format, a)...)
}

// Fprint writes the default formats of its operands to w, with spaces between operands when neither is a string.
func Fprint(w io.Writer, a ...any) (n int, err error) { return w.Write(toBytes(modePrint, "", a)) }

// Print is Fprint to standard output.
func Print(a ...any) (n int, err error) { return stdio.Stdout().Write(toBytes(modePrint, "", a)) }

// Sprint returns what Print writes.
func Sprint(a ...any) string { return toString(modePrint, "", a) }

// Append appends what Sprint returns to b.
func Append(b []byte, a ...any) []byte { return append(b, toString(modePrint, "", a)...) }

// Fprintln writes the default formats of its operands to w, with spaces between them and a newline at the end.
func Fprintln(w io.Writer, a ...any) (n int, err error) { return w.Write(toBytes(modePrintln, "", a)) }

// Println is Fprintln to standard output.
func Println(a ...any) (n int, err error) { return stdio.Stdout().Write(toBytes(modePrintln, "", a)) }

// Sprintln returns what Println writes.
func Sprintln(a ...any) string { return toString(modePrintln, "", a) }

// Appendln appends what Sprintln returns to b.
func Appendln(b []byte, a ...any) []byte { return append(b, toString(modePrintln, "", a)...) }
