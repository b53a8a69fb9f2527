package slog

import (
	"context"
	"io"
	"log/internal"
	"slices"
	"sync"
)

// A Handler handles the records of a Logger. Several goroutines may call its methods.
type Handler interface {
	// Enabled reports whether records of the level are handled; it is asked before the record is made.
	Enabled(context.Context, Level) bool

	// Handle handles a record. It ignores a zero Time, a zero PC, empty Attrs, and groups without Attrs; a group with an
	// empty key gives its Attrs to the one around it; values are to be resolved.
	Handle(context.Context, Record) error

	// WithAttrs returns a Handler that adds the attributes to those of each record.
	WithAttrs(attrs []Attr) Handler

	// WithGroup returns a Handler that puts what is added later into a group; itself if the name is empty.
	WithGroup(name string) Handler
}

// Keys of what each record has.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// HandlerOptions are options of a TextHandler or JSONHandler. The zero value has the defaults.
type HandlerOptions struct {
	// AddSource adds the place of the call.
	AddSource bool

	// Level is the least level that is written; nil stands for LevelInfo.
	Level Leveler

	// ReplaceAttr, if not nil, is called for each attribute that is no group before it is written, those of every record
	// too, with the open groups. What it returns is written instead; nothing for the zero Attr.
	ReplaceAttr func(groups []string, a Attr) Attr
}

type discardHandler struct{}

func (h discardHandler) Enabled(context.Context, Level) bool  { return false }
func (h discardHandler) Handle(context.Context, Record) error { return nil }
func (h discardHandler) WithAttrs([]Attr) Handler             { return h }
func (h discardHandler) WithGroup(string) Handler             { return h }

// DiscardHandler writes nothing.
var DiscardHandler Handler = discardHandler{}

// A format writes keys and values.
type format interface {
	openRecord(b []byte) []byte
	closeRecord(b []byte) []byte
	appendString(b []byte, s string) []byte
	appendValue(b []byte, v Value) ([]byte, error)
	keyEnd() byte      // after a key
	separator() string // between attributes
	nested() bool      // groups have braces; otherwise their names stand before the keys
}

// A commonHandler is what the handlers of this package have in common. It is immutable but for the lock.
type commonHandler struct {
	format format
	opts   HandlerOptions
	mu     *sync.Mutex // guards w
	w      io.Writer
	// What WithAttrs added, already written, and the groups; the first `open` are opened in it.
	done   []byte
	groups []string
	open   int
}

func newCommonHandler(f format, w io.Writer, opts *HandlerOptions) *commonHandler {
	if opts == nil {
		opts = &HandlerOptions{}
	}
	return &commonHandler{format: f, opts: *opts, mu: &sync.Mutex{}, w: w}
}

func (h *commonHandler) enabled(l Level) bool {
	least := LevelInfo
	if h.opts.Level != nil {
		least = h.opts.Level.Level()
	}
	return l >= least
}

func (h *commonHandler) withAttrs(as []Attr) *commonHandler {
	copied := *h
	copied.done = slices.Clip(h.done)
	w := copied.writer(copied.done, h.pendingSeparator())
	if !w.grouped(h.groups[h.open:], as) {
		return h
	}
	copied.done = w.b
	copied.open = len(h.groups)
	return &copied
}

func (h *commonHandler) withGroup(name string) *commonHandler {
	copied := *h
	copied.groups = append(slices.Clip(h.groups), name)
	return &copied
}

// pendingSeparator returns what has to stand after the attributes in done.
func (h *commonHandler) pendingSeparator() string {
	if n := len(h.done); n == 0 || h.format.nested() && h.done[n-1] == '{' {
		return ""
	}
	return h.format.separator()
}

func (h *commonHandler) handle(r Record) error {
	w := h.writer(h.format.openRecord(nil), "")
	w.prefix, w.groups = "", nil // the attributes of every record are in no group
	if !r.Time.IsZero() {
		w.attr(Time(TimeKey, r.Time))
	}
	w.attr(Any(LevelKey, r.Level))
	if h.opts.AddSource {
		source := r.Source()
		if source == nil {
			source = &Source{}
		}
		w.attr(Any(SourceKey, source))
	}
	w.attr(String(MessageKey, r.Message))
	w.rest(h, r)
	w.b = append(h.format.closeRecord(w.b), '\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(w.b)
	return err
}

// A writer writes the attributes of one record.
type writer struct {
	h      *commonHandler
	b      []byte
	sep    string // before the next key
	prefix string // of keys, with a dot, where groups have no braces
	groups []string
}

// writer returns a writer in the groups that are open in h.
func (h *commonHandler) writer(b []byte, sep string) *writer {
	w := &writer{h: h, b: b, sep: sep}
	w.inGroups(h.groups[:h.open])
	return w
}

func (w *writer) inGroups(names []string) {
	w.groups = append(w.groups, names...)
	if !w.h.format.nested() {
		for _, name := range names {
			w.prefix += name + "."
		}
	}
}

// rest writes the attributes of h and r and closes the groups.
func (w *writer) rest(h *commonHandler, r Record) {
	if len(h.done) > 0 {
		w.b = append(append(w.b, w.sep...), h.done...)
		w.sep = h.pendingSeparator()
	}
	w.prefix, w.groups = "", nil
	w.inGroups(h.groups[:h.open])
	open := h.open
	if w.grouped(h.groups[h.open:], r.attrs) {
		open = len(h.groups)
	}
	if h.format.nested() {
		for range open {
			w.b = append(w.b, '}')
		}
	}
}

// grouped opens groups and writes attributes. It writes nothing, and returns false, if there is nothing in them.
func (w *writer) grouped(names []string, as []Attr) bool {
	before := *w
	for _, name := range names {
		w.openGroup(name)
	}
	if w.attrs(as) {
		return true
	}
	*w = before
	return false
}

func (w *writer) openGroup(name string) {
	if w.h.format.nested() {
		w.key(name)
		w.b = append(w.b, '{')
		w.sep = ""
	}
	w.inGroups([]string{name})
}

// attrs writes attributes and reports whether there was something to write.
func (w *writer) attrs(as []Attr) bool {
	any := false
	for _, a := range as {
		if w.attr(a) {
			any = true
		}
	}
	return any
}

func (w *writer) attr(a Attr) bool {
	a.Value = a.Value.Resolve()
	if replace := w.h.opts.ReplaceAttr; replace != nil && a.Value.Kind() != KindGroup {
		a = replace(w.groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.isEmpty() {
		return false
	}
	if source, ok := a.Value.any.(*Source); ok && a.Value.kind == KindAny {
		if w.h.format.nested() {
			a.Value = source.group()
		} else {
			a.Value = StringValue(source.File + ":" + IntValue(source.Line).String())
		}
	}
	if a.Value.Kind() != KindGroup {
		w.key(a.Key)
		w.value(a.Value)
		return true
	}
	if a.Key == "" {
		return w.attrs(a.Value.group())
	}
	outer := *w
	if !w.grouped([]string{a.Key}, a.Value.group()) {
		return false
	}
	if w.h.format.nested() {
		w.b = append(w.b, '}')
	}
	w.prefix, w.groups, w.sep = outer.prefix, outer.groups, w.h.format.separator()
	return true
}

func (w *writer) key(key string) {
	w.b = append(w.b, w.sep...)
	w.b = append(w.h.format.appendString(w.b, w.prefix+key), w.h.format.keyEnd())
	w.sep = w.h.format.separator()
}

// value writes a value; an error or panic of its methods is written instead.
func (w *writer) value(v Value) {
	before := w.b
	defer func() {
		if r := recover(); r != nil {
			w.b = w.h.format.appendString(before, panicText(v.any, r))
		}
	}()
	b, err := w.h.format.appendValue(w.b, v)
	if err != nil {
		b = w.h.format.appendString(before, "!ERROR:"+err.Error())
	}
	w.b = b
}

// defaultHandler writes through package log.
type defaultHandler struct {
	*commonHandler
}

func newDefaultHandler() *defaultHandler {
	return &defaultHandler{newCommonHandler(textFormat{}, nil, nil)}
}

func (h *defaultHandler) Enabled(_ context.Context, l Level) bool { return l >= logLoggerLevel.Level() }

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	w := h.writer([]byte(r.Level.String()+" "+r.Message), " ")
	w.rest(h.commonHandler, r)
	return internal.DefaultOutput(r.PC, w.b)
}

func (h *defaultHandler) WithAttrs(as []Attr) Handler { return &defaultHandler{h.withAttrs(as)} }

func (h *defaultHandler) WithGroup(name string) Handler {
	if name == "" {
		return h
	}
	return &defaultHandler{h.withGroup(name)}
}
