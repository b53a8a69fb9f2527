// Package log writes lines with a prefix, a time and the place of the call.
package log

import (
	"fmt"
	"internal/race"
	"io"
	"log/internal"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Flags of what stands in front of a message. With Lmsgprefix the prefix stands right before the message.
const (
	Ldate         = 1 << iota     // 2009/01/23
	Ltime                         // 01:23:23
	Lmicroseconds                 // 01:23:23.123123; implies Ltime
	Llongfile                     // /a/b/c/d.go:23
	Lshortfile                    // d.go:23; overrides Llongfile
	LUTC                          // times in UTC
	Lmsgprefix                    // the prefix moves from the start of the line to the message
	LstdFlags     = Ldate | Ltime // of the standard logger
)

// A Logger writes lines to an io.Writer, each with one Write. Several goroutines may use it.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer

	discards atomic.Bool // out is io.Discard: nothing need be formatted
}

// New returns a Logger that writes to out.
func New(out io.Writer, prefix string, flag int) *Logger {
	l := &Logger{out: out, prefix: prefix, flag: flag}
	l.discards.Store(out == io.Discard)
	return l
}

var std = New(os.Stderr, "", LstdFlags)

// Default returns the standard logger.
func Default() *Logger { return std }

func appendInt(b []byte, n, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for n > 0 || width > 0 {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
		width--
	}
	return append(b, digits[i:]...)
}

// header appends what stands in front of the message.
func (l *Logger) header(b []byte, prefix string, flag int, t time.Time, file string, line int) []byte {
	if flag&Lmsgprefix == 0 {
		b = append(b, prefix...)
	}
	if flag&(Ldate|Ltime|Lmicroseconds) != 0 {
		if flag&LUTC != 0 {
			t = t.UTC()
		}
		if flag&Ldate != 0 {
			year, month, day := t.Date()
			b = append(appendInt(b, year, 4), '/')
			b = append(appendInt(b, int(month), 2), '/')
			b = append(appendInt(b, day, 2), ' ')
		}
		if flag&(Ltime|Lmicroseconds) != 0 {
			hour, min, sec := t.Clock()
			b = append(appendInt(b, hour, 2), ':')
			b = append(appendInt(b, min, 2), ':')
			b = appendInt(b, sec, 2)
			if flag&Lmicroseconds != 0 {
				b = appendInt(append(b, '.'), t.Nanosecond()/1e3, 6)
			}
			b = append(b, ' ')
		}
	}
	if flag&(Lshortfile|Llongfile) != 0 {
		if flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(append(b, file...), ':')
		b = append(appendInt(b, line, 1), ": "...)
	}
	if flag&Lmsgprefix != 0 {
		b = append(b, prefix...)
	}
	return b
}

// Output writes a line. calldepth chooses the frame whose place is shown: 1 is the caller of Output.
func (l *Logger) Output(calldepth int, s string) error {
	return l.output(s, func() (file string, line int) {
		// Past output and this function.
		_, file, line, ok := runtime.Caller(calldepth + 2)
		if !ok {
			return "???", 0
		}
		return file, line
	})
}

// output writes a line; place returns the place of the call, if that is to be shown.
func (l *Logger) output(s string, place func() (file string, line int)) error {
	if l.discards.Load() {
		return nil
	}
	t := time.Now()
	l.lock()
	prefix, flag := l.prefix, l.flag
	l.unlock()
	var file string
	var line int
	if flag&(Lshortfile|Llongfile) != 0 {
		file, line = place()
	}
	b := append(l.header(nil, prefix, flag, t, file, line), s...)
	if len(s) == 0 || s[len(s)-1] != '\n' {
		b = append(b, '\n')
	}
	if _, isFile := l.out.(*os.File); isFile {
		l.lock()
		defer l.unlock()
	} else {
		// Whatever else it is must not be used by two goroutines at once.
		l.mu.Lock()
		defer l.mu.Unlock()
	}
	_, err := l.out.Write(b)
	return err
}

// lock and unlock guard the logger without ordering what its users do: race mode shall not take two lines in the log for
// synchronization.
func (l *Logger) lock() {
	if race.Enabled {
		race.Disable()
		defer race.Enable()
	}
	l.mu.Lock()
}

func (l *Logger) unlock() {
	if race.Enabled {
		race.Disable()
		defer race.Enable()
	}
	l.mu.Unlock()
}

func init() {
	internal.DefaultOutput = func(pc uintptr, data []byte) error {
		return std.output(string(data), func() (file string, line int) {
			frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
			if frame.File == "" {
				return "???", 0
			}
			return frame.File, frame.Line
		})
	}
}

// SetOutput sets where l writes to.
func (l *Logger) SetOutput(w io.Writer) {
	l.lock()
	l.out = w
	l.discards.Store(w == io.Discard)
	l.unlock()
}

// Writer returns where l writes to.
func (l *Logger) Writer() io.Writer {
	l.lock()
	defer l.unlock()
	return l.out
}

// Flags returns the flags of l.
func (l *Logger) Flags() int {
	l.lock()
	defer l.unlock()
	return l.flag
}

// SetFlags sets the flags of l.
func (l *Logger) SetFlags(flag int) {
	l.lock()
	l.flag = flag
	l.unlock()
}

// Prefix returns the prefix of l.
func (l *Logger) Prefix() string {
	l.lock()
	defer l.unlock()
	return l.prefix
}

// SetPrefix sets the prefix of l.
func (l *Logger) SetPrefix(prefix string) {
	l.lock()
	l.prefix = prefix
	l.unlock()
}

// Print logs in the manner of fmt.Print.
func (l *Logger) Print(v ...any) {
	if !l.discards.Load() {
		l.Output(2, fmt.Sprint(v...))
	}
}

// Printf logs in the manner of fmt.Printf.
func (l *Logger) Printf(format string, v ...any) {
	if !l.discards.Load() {
		l.Output(2, fmt.Sprintf(format, v...))
	}
}

// Println logs in the manner of fmt.Println.
func (l *Logger) Println(v ...any) {
	if !l.discards.Load() {
		l.Output(2, fmt.Sprintln(v...))
	}
}

// Fatal is Print followed by os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf followed by os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println followed by os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print followed by a panic with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

// Panicf is Printf followed by a panic with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

// Panicln is Println followed by a panic with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

// The functions below are the methods of the standard logger.

// SetOutput sets where the standard logger writes to.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Writer returns where the standard logger writes to.
func Writer() io.Writer { return std.Writer() }

// Flags returns the flags of the standard logger.
func Flags() int { return std.Flags() }

// SetFlags sets the flags of the standard logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Prefix returns the prefix of the standard logger.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the prefix of the standard logger.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Output writes a line with the standard logger.
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }

// Print logs in the manner of fmt.Print.
func Print(v ...any) {
	if !std.discards.Load() {
		std.Output(2, fmt.Sprint(v...))
	}
}

// Printf logs in the manner of fmt.Printf.
func Printf(format string, v ...any) {
	if !std.discards.Load() {
		std.Output(2, fmt.Sprintf(format, v...))
	}
}

// Println logs in the manner of fmt.Println.
func Println(v ...any) {
	if !std.discards.Load() {
		std.Output(2, fmt.Sprintln(v...))
	}
}

// Fatal is Print followed by os.Exit(1).
func Fatal(v ...any) {
	std.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf followed by os.Exit(1).
func Fatalf(format string, v ...any) {
	std.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println followed by os.Exit(1).
func Fatalln(v ...any) {
	std.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print followed by a panic with the message.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.Output(2, s)
	panic(s)
}

// Panicf is Printf followed by a panic with the message.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.Output(2, s)
	panic(s)
}

// Panicln is Println followed by a panic with the message.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.Output(2, s)
	panic(s)
}
