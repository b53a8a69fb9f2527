package slog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"time"
	"unicode/utf8"
)

// JSONHandler writes records as lines of JSON objects.
type JSONHandler struct {
	*commonHandler
}

// NewJSONHandler returns a JSONHandler that writes to w; opts may be nil.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommonHandler(jsonFormat{}, w, opts)}
}

// Enabled reports whether the level is at least that of the options.
func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// Handle writes a record as one object with one call of Write. Values are written as json.Marshal writes them but without
// escaping HTML, errors as strings, durations as numbers.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a JSONHandler that writes the attributes with each record.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler { return &JSONHandler{h.withAttrs(attrs)} }

// WithGroup returns a JSONHandler that opens a group.
func (h *JSONHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &JSONHandler{h.withGroup(name)}
}

type jsonFormat struct{}

func (jsonFormat) openRecord(b []byte) []byte  { return append(b, '{') }
func (jsonFormat) closeRecord(b []byte) []byte { return append(b, '}') }
func (jsonFormat) keyEnd() byte                { return ':' }
func (jsonFormat) separator() string           { return "," }
func (jsonFormat) nested() bool                { return true }

func (jsonFormat) appendString(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			b, _ = appendMarshal(b, s) // a string is never an error
			return b
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendMarshal(b []byte, x any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		return nil, err
	}
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte{'\n'})...), nil
}

func (f jsonFormat) appendValue(b []byte, v Value) ([]byte, error) {
	switch v.Kind() {
	case KindString:
		return f.appendString(b, v.any.(string)), nil
	case KindDuration:
		return strconv.AppendInt(b, int64(v.Duration()), 10), nil
	case KindTime:
		t := v.Time()
		if y := t.Year(); y < 0 || y >= 10000 {
			return nil, errors.New("time.Time year outside of range [0,9999]")
		}
		return append(t.AppendFormat(append(b, '"'), time.RFC3339Nano), '"'), nil
	case KindFloat64:
		return appendMarshal(b, v.Float64())
	case KindAny:
		_, marshals := v.any.(json.Marshaler)
		if err, ok := v.any.(error); ok && !marshals {
			return f.appendString(b, err.Error()), nil
		}
		return appendMarshal(b, v.any)
	}
	return v.append(b), nil
}
