// Package html escapes and unescapes HTML text.
package html

// EscapeString returns s with <, >, &, ' and " escaped.
func EscapeString(s string) string

// UnescapeString returns s with character references such as "&lt;", "&aacute;" and "&#225;" replaced by what they stand for.
func UnescapeString(s string) string
