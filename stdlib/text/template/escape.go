package template

import (
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HTMLEscape writes b to w with the characters special in HTML escaped.
func HTMLEscape(w io.Writer, b []byte) { io.WriteString(w, HTMLEscapeString(string(b))) }

// HTMLEscapeString returns s with the characters special in HTML escaped.
func HTMLEscapeString(s string) string {
	var b strings.Builder
	last := 0
	for i := 0; i < len(s); i++ {
		var escaped string
		switch s[i] {
		case 0:
			escaped = "\uFFFD"
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		default:
			continue
		}
		b.WriteString(s[last:i])
		b.WriteString(escaped)
		last = i + 1
	}
	if last == 0 {
		return s
	}
	b.WriteString(s[last:])
	return b.String()
}

// HTMLEscaper returns the text of its arguments escaped for HTML.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(textOf(args)) }

// JSEscape writes b to w escaped for a string of JavaScript.
func JSEscape(w io.Writer, b []byte) { io.WriteString(w, JSEscapeString(string(b))) }

// JSEscapeString returns s escaped for a string of JavaScript.
func JSEscapeString(s string) string {
	var b strings.Builder
	last := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		var escaped string
		switch {
		case r == '\\' || r == '\'' || r == '"':
			escaped = `\` + string(r)
		case r == '<' || r == '>' || r == '&' || r == '=' || r < ' ' || r >= utf8.RuneSelf && !unicode.IsPrint(r):
			escaped = fmt.Sprintf(`\u%04X`, r)
		}
		if escaped != "" {
			b.WriteString(s[last:i])
			b.WriteString(escaped)
			last = i + size
		}
		i += size
	}
	if last == 0 {
		return s
	}
	b.WriteString(s[last:])
	return b.String()
}

// JSEscaper returns the text of its arguments escaped for a string of JavaScript.
func JSEscaper(args ...any) string { return JSEscapeString(textOf(args)) }

// URLQueryEscaper returns the text of its arguments escaped for the query of a URL.
func URLQueryEscaper(args ...any) string { return url.QueryEscape(textOf(args)) }

// textOf formats arguments as fmt.Sprint does, pointers by what they point to.
func textOf(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	for i, arg := range args {
		if a, ok := printable(reflect.ValueOf(arg)); ok {
			args[i] = a
		}
	}
	return fmt.Sprint(args...)
}
