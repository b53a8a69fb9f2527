// Package slog provides structured logging: a log record has a message, a level, a time and attributes, and handlers
// such as TextHandler and JSONHandler write it.
package slog

import (
	"bytes"
	"context"
	"log"
	"runtime"
	"sync/atomic"
	"time"
)

var defaultLogger atomic.Pointer[Logger]

func init() { defaultLogger.Store(New(newDefaultHandler())) }

// logLoggerLevel is the least level that the handler of the default logger writes, and the level of what package log
// writes through a handler.
var logLoggerLevel LevelVar

// SetLogLoggerLevel sets the level of the bridge to package log and returns the one before: before SetDefault, what the
// default logger writes at least; after it, at which level package log's output is handled.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel = logLoggerLevel.Level()
	logLoggerLevel.Set(level)
	return oldLevel
}

// Default returns the default Logger.
func Default() *Logger { return defaultLogger.Load() }

// SetDefault makes l the logger of the functions of this package, and of package log's as well.
func SetDefault(l *Logger) {
	defaultLogger.Store(l)
	if _, ok := l.Handler().(*defaultHandler); ok {
		return // it writes to package log itself
	}
	withPC := log.Flags()&(log.Lshortfile|log.Llongfile) != 0
	log.SetOutput(&handlerWriter{l.Handler(), &logLoggerLevel, withPC})
	log.SetFlags(0)
}

// A handlerWriter is the writer of a log.Logger whose lines go to a Handler.
type handlerWriter struct {
	h      Handler
	level  Leveler
	withPC bool
}

func (w *handlerWriter) Write(b []byte) (int, error) {
	level := w.level.Level()
	if !w.h.Enabled(context.Background(), level) {
		return 0, nil
	}
	var pcs [1]uintptr
	if w.withPC {
		// Skip runtime.Callers, Write, output, Output and log.Print.
		runtime.Callers(5, pcs[:])
	}
	line := bytes.TrimSuffix(b, []byte{'\n'})
	return len(b), w.h.Handle(context.Background(), NewRecord(time.Now(), level, string(line), pcs[0]))
}

// NewLogLogger returns a log.Logger whose lines become records of the level.
func NewLogLogger(h Handler, level Level) *log.Logger {
	return log.New(&handlerWriter{h, level, true}, "", 0)
}

// A Logger makes a Record of each call and hands it to its Handler. A new one comes from New or With.
type Logger struct {
	handler Handler
}

// New returns a Logger with the handler.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

// With returns a Logger that adds the attributes, given as to Log, to each record. It calls Logger.With.
func With(args ...any) *Logger { return Default().With(args...) }

// Handler returns l's handler.
func (l *Logger) Handler() Handler { return l.handler }

// With returns a Logger that adds the attributes, given as to Log, to each record.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrsOf(args))}
}

// WithGroup returns a Logger that puts all attributes added later into a group of that name.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

// Enabled reports whether l writes records of the level.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

// handle makes a record and hands it on. It is called by an exported function whose caller is the place of the call.
func (l *Logger) handle(ctx context.Context, level Level, msg string, args []any, attrs []Attr) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.handler.Enabled(ctx, level) {
		return
	}
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:])
	r := NewRecord(time.Now(), level, msg, pcs[0])
	r.Add(args...)
	r.AddAttrs(attrs...)
	_ = l.handler.Handle(ctx, r)
}

// Log logs at the level. args are Attrs, or keys each followed by a value; a value without a key gets "!BADKEY".
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.handle(ctx, level, msg, args, nil)
}

// LogAttrs is Log with Attrs only.
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.handle(ctx, level, msg, nil, attrs)
}

// Debug logs at LevelDebug.
func (l *Logger) Debug(msg string, args ...any) { l.handle(nil, LevelDebug, msg, args, nil) }

// DebugContext logs at LevelDebug with a context.
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.handle(ctx, LevelDebug, msg, args, nil)
}

// Info logs at LevelInfo.
func (l *Logger) Info(msg string, args ...any) { l.handle(nil, LevelInfo, msg, args, nil) }

// InfoContext logs at LevelInfo with a context.
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.handle(ctx, LevelInfo, msg, args, nil)
}

// Warn logs at LevelWarn.
func (l *Logger) Warn(msg string, args ...any) { l.handle(nil, LevelWarn, msg, args, nil) }

// WarnContext logs at LevelWarn with a context.
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.handle(ctx, LevelWarn, msg, args, nil)
}

// Error logs at LevelError.
func (l *Logger) Error(msg string, args ...any) { l.handle(nil, LevelError, msg, args, nil) }

// ErrorContext logs at LevelError with a context.
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.handle(ctx, LevelError, msg, args, nil)
}

// Debug calls Logger.Debug on the default logger.
func Debug(msg string, args ...any) { Default().handle(nil, LevelDebug, msg, args, nil) }

// DebugContext calls Logger.DebugContext on the default logger.
func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().handle(ctx, LevelDebug, msg, args, nil)
}

// Info calls Logger.Info on the default logger.
func Info(msg string, args ...any) { Default().handle(nil, LevelInfo, msg, args, nil) }

// InfoContext calls Logger.InfoContext on the default logger.
func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().handle(ctx, LevelInfo, msg, args, nil)
}

// Warn calls Logger.Warn on the default logger.
func Warn(msg string, args ...any) { Default().handle(nil, LevelWarn, msg, args, nil) }

// WarnContext calls Logger.WarnContext on the default logger.
func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().handle(ctx, LevelWarn, msg, args, nil)
}

// Error calls Logger.Error on the default logger.
func Error(msg string, args ...any) { Default().handle(nil, LevelError, msg, args, nil) }

// ErrorContext calls Logger.ErrorContext on the default logger.
func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().handle(ctx, LevelError, msg, args, nil)
}

// Log calls Logger.Log on the default logger.
func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().handle(ctx, level, msg, args, nil)
}

// LogAttrs calls Logger.LogAttrs on the default logger.
func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	Default().handle(ctx, level, msg, nil, attrs)
}
