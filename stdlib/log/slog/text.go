package slog

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// TextHandler writes records as lines of key=value.
type TextHandler struct {
	*commonHandler
}

// NewTextHandler returns a TextHandler that writes to w; opts may be nil.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommonHandler(textFormat{}, w, opts)}
}

// Enabled reports whether the level is at least that of the options.
func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// Handle writes a record as one line with one call of Write. Keys and values are quoted where they need it; the names of
// groups stand before the keys with dots.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a TextHandler that writes the attributes with each record.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler { return &TextHandler{h.withAttrs(attrs)} }

// WithGroup returns a TextHandler that opens a group.
func (h *TextHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &TextHandler{h.withGroup(name)}
}

type textFormat struct{}

func (textFormat) openRecord(b []byte) []byte  { return b }
func (textFormat) closeRecord(b []byte) []byte { return b }
func (textFormat) keyEnd() byte                { return '=' }
func (textFormat) separator() string           { return " " }
func (textFormat) nested() bool                { return false }

func (textFormat) appendString(b []byte, s string) []byte {
	if needsQuoting(s) {
		return strconv.AppendQuote(b, s)
	}
	return append(b, s...)
}

func needsQuoting(s string) bool {
	for _, r := range s {
		if r <= ' ' || r == '=' || r == '"' {
			return true
		}
		if r >= utf8.RuneSelf && (r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r)) {
			return true
		}
	}
	return s == ""
}

func (f textFormat) appendValue(b []byte, v Value) ([]byte, error) {
	switch v.Kind() {
	case KindString:
		return f.appendString(b, v.any.(string)), nil
	case KindTime:
		return v.Time().AppendFormat(b, "2006-01-02T15:04:05.000Z07:00"), nil
	case KindAny:
		if m, ok := v.any.(encoding.TextMarshaler); ok {
			text, err := m.MarshalText()
			if err != nil {
				return nil, err
			}
			return f.appendString(b, string(text)), nil
		}
		if bytes, ok := bytesOf(v.any); ok {
			return strconv.AppendQuote(b, string(bytes)), nil
		}
		return f.appendString(b, fmt.Sprintf("%+v", v.any)), nil
	}
	return v.append(b), nil
}

// bytesOf returns x if it is a slice of bytes of any type.
func bytesOf(x any) ([]byte, bool) {
	if b, ok := x.([]byte); ok {
		return b, true
	}
	if v := reflect.ValueOf(x); v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return v.Bytes(), true
	}
	return nil, false
}

// panicText says what panicked in a method of x.
func panicText(x, r any) string {
	// The usual cause is a method that does not expect a nil receiver.
	if v := reflect.ValueOf(x); v.Kind() == reflect.Pointer && v.IsNil() {
		return "<nil>"
	}
	return fmt.Sprintf("!PANIC: %v", r)
}

