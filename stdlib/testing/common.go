package testing

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
	"unicode"
)

// common holds what T, B and F have in common. Goroutines take turns (see package sync), so nothing here is locked.
type common struct {
	parent *common
	name   string
	level  int        // number of tests around this one
	w      io.Writer  // where the report goes: standard output, or the output of the parent, indented
	chatty *chatty    // prints as things happen; nil without -test.v
	output []byte     // what the test has written; printed with its report
	logged []byte     // of that what is no subtest's; kept with -test.eventcases
	out    *outWriter // turns lines into output

	ran      bool // the test or one of its subtests ran
	failed   bool
	skipped  bool
	finished bool // the function returned, or FailNow or SkipNow was called
	done     bool // the function, its subtests and cleanups have ended
	hasSub   bool
	bench    bool // belongs to a benchmark
	inFuzzFn bool // a fuzz target's function is running
	bubble   bool // inside testing/synctest.Test

	helpers map[string]bool // functions that called Helper
	runner  string          // the function that called the test function
	creator []uintptr       // the stack of the Run that started the test

	cleaning    bool // cleanups run or have run
	cleanups    []func()
	cleanupName string    // the function of the running cleanup
	cleanupPC   []uintptr // where that called Cleanup

	start      int64 // nanoseconds of the real clock; reset while paused
	duration   time.Duration
	raceErrors int // races reported before the test, less those reported while it did not run

	isParallel bool
	isEnvSet   bool
	barrier    chan bool // closed to let the parallel subtests run; nil where there cannot be any
	signal     chan bool // the test has ended or paused; false: its parent has to end as well
	sub        []*T      // parallel subtests that wait

	tempDir    string
	tempDirSeq int
	ctx        context.Context
	cancelCtx  context.CancelFunc
}

// TB is the interface common to T, B and F.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer

	// private keeps other types from being a TB, so that it can grow.
	private()
}

func (c *common) private() {}

// Name returns the name of the running test or benchmark, with the names of the tests around it.
func (c *common) Name() string { return c.name }

// ---------------------------------------------------------------- results

func (c *common) setRan() {
	for ; c != nil; c = c.parent {
		c.ran = true
	}
}

// Fail marks the test as failed and lets it go on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	if !c.done && c.raceErrors+raceErrors() > 0 {
		c.checkRaces()
	}
	return c.failed
}

// verdict returns the result in the word of an event.
func (c *common) verdict() string {
	switch {
	case c.failed:
		return "fail"
	case c.skipped:
		return "skip"
	default:
		return "pass"
	}
}

// end tells that a top-level test has ended.
func (c *common) end() {
	if c.level == 1 && !c.bubble {
		end(c.name, c.verdict())
	}
}

// FailNow marks the test as failed and ends its goroutine, running deferred calls. Call it from that goroutine.
func (c *common) FailNow() {
	c.checkFuzzFn("FailNow")
	c.Fail()
	c.finished = true
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends its goroutine. Call it from that goroutine.
func (c *common) SkipNow() {
	c.checkFuzzFn("SkipNow")
	c.skipped = true
	c.finished = true
	runtime.Goexit()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool { return c.skipped }

// checkFuzzFn panics when a method of F is called where one of T has to be.
func (c *common) checkFuzzFn(name string) {
	if c.inFuzzFn {
		panic("testing: f." + name + " was called inside the fuzz target, use t." + name + " instead")
	}
}

// ---------------------------------------------------------------- logging

// Log formats like fmt.Println and records the text, which is printed if the test fails or with -test.v.
func (c *common) Log(args ...any) {
	c.checkFuzzFn("Log")
	c.log(fmt.Sprintln(args...))
}

// Logf formats like fmt.Printf and records the text.
func (c *common) Logf(format string, args ...any) {
	c.checkFuzzFn("Logf")
	c.log(fmt.Sprintf(format, args...))
}

// Error is Log followed by Fail.
func (c *common) Error(args ...any) {
	c.checkFuzzFn("Error")
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf followed by Fail.
func (c *common) Errorf(format string, args ...any) {
	c.checkFuzzFn("Errorf")
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log followed by FailNow.
func (c *common) Fatal(args ...any) {
	c.checkFuzzFn("Fatal")
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf followed by FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.checkFuzzFn("Fatalf")
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log followed by SkipNow.
func (c *common) Skip(args ...any) {
	c.checkFuzzFn("Skip")
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf followed by SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.checkFuzzFn("Skipf")
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

const indent = "    "

// log records the text behind the place of the call. Its caller is the method that the test called.
func (c *common) log(s string) {
	to := c.destination()
	if to == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + s)
	}
	s = strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+indent)
	place := to.callSite()
	to.flushPartial()
	to.out.Write([]byte(place + s + "\n"))
}

// destination returns the test that takes what c writes: c or, once that is done, the nearest one around it that is not.
func (c *common) destination() *common {
	for c != nil && (c.done || c.bubble) {
		c = c.parent
	}
	return c
}

// callSite returns "file:line: " of the call of the method that called log.
func (c *common) callSite() string {
	frame := c.frame(4) // runtime.Callers, frame, callSite, log and the method lie below
	file, line := frame.File, frame.Line
	if file == "" {
		file = "???"
	} else if !flagFullPath {
		file = file[strings.LastIndexByte(file, '/')+1:]
	}
	if line == 0 {
		line = 1
	}
	return fmt.Sprintf("%s:%d: ", file, line)
}

// frame returns the call, `skip` calls above its caller, that a log line is attributed to: the innermost one that no
// helper made. The search goes on from a subtest to the Run that started it, and from a cleanup to its Cleanup.
func (c *common) frame(skip int) runtime.Frame {
	var buf [50]uintptr
	pcs := buf[:runtime.Callers(skip+1, buf[:])]
	var first, previous runtime.Frame
	for frames := runtime.CallersFrames(pcs); ; {
		f, more := frames.Next()
		switch {
		case f.Function == "":
			return first
		case f.Function == "runtime.gopanic":
		case f.Function == c.cleanupName:
			frames, more = runtime.CallersFrames(c.cleanupPC), true
		default:
			if first.PC == 0 {
				first = f
			}
			if f.Function == c.runner {
				if c.level <= 1 {
					return previous
				}
				frames, more = runtime.CallersFrames(c.creator), true
				c = c.parent
			} else if !c.helpers[f.Function] {
				return f
			}
		}
		if !more {
			return first
		}
		previous = f
	}
}

// Helper marks the calling function as a helper: log lines are attributed to its caller.
func (c *common) Helper() {
	if c.bubble {
		c = c.parent
	}
	name := callerName(1)
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	c.helpers[name] = true
}

// callerName returns the name of the function `skip` calls above the caller.
func callerName(skip int) string {
	var pc [1]uintptr
	runtime.Callers(skip+2, pc[:])
	f, _ := runtime.CallersFrames(pc[:]).Next()
	return f.Function
}

// lineLen returns the length of the first line of b with its end, 0 if it has none.
func lineLen(b []byte) int {
	for i, c := range b {
		if c == '\n' {
			return i + 1
		}
	}
	return 0
}

// An outWriter writes to the output of c, line by line, indented.
type outWriter struct {
	c       *common
	partial []byte // a line without its end
}

func (o *outWriter) Write(p []byte) (int, error) {
	if o.c.destination() == nil {
		panic("Write called after " + o.c.name + " has completed")
	}
	n := len(p)
	for {
		end := lineLen(p)
		if end == 0 {
			o.partial = append(o.partial, p...)
			return n, nil
		}
		line := p[:end]
		if len(o.partial) > 0 {
			line = append(o.partial, line...)
			o.partial = nil
		}
		o.writeLine(line)
		p = p[end:]
	}
}

func (o *outWriter) writeLine(line []byte) {
	switch c := o.c; {
	case c.done || c.chatty == nil:
		c.output = append(append(c.output, indent...), line...)
		if flagEventCases {
			c.logged = append(append(c.logged, indent...), line...)
		}
	case c.bench:
		fmt.Fprintf(stdout, "%s%s", indent, line)
	default:
		c.chatty.printf(c.name, "%s%s", indent, line)
	}
}

// flushPartial ends a line that Output's user has not.
func (c *common) flushPartial() {
	if c.out != nil && len(c.out.partial) > 0 {
		c.out.Write([]byte{'\n'})
	}
}

// Output returns a Writer to the same stream as Log. Lines are indented; places are not added. A line is held back until
// it is complete, Log is called or the test ends.
func (c *common) Output() io.Writer {
	c.checkFuzzFn("Output")
	to := c.destination()
	if to == nil {
		panic("Output called after " + c.name + " has completed")
	}
	return to.out
}

// Attr emits an attribute of the test. The key contains no white space, the value no line end.
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, unicode.IsSpace) {
		c.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if c.chatty != nil {
		c.chatty.updatef(c.name, "=== ATTR  %s %v %v\n", c.name, key, value)
	}
}

// flushToParent writes a report line and then the output of c to the parent.
func (c *common) flushToParent(testName, format string, args ...any) {
	text := fmt.Sprintf(format, args...) + string(c.output)
	c.output = c.output[:0]
	if c.chatty != nil && (c.parent.w == c.chatty.w || c.chatty.json) {
		c.chatty.updatef(testName, "%s", text)
	} else {
		io.WriteString(c.parent.w, c.chatty.prefix()+text)
	}
}

// An indenter writes to the output of a test, indented once more.
type indenter struct{ c *common }

func (w indenter) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		end := lineLen(b)
		if end == 0 {
			end = len(b)
		}
		line := b[:end]
		if line[0] == marker {
			w.c.output = append(w.c.output, marker)
			line = line[1:]
		}
		w.c.output = append(append(w.c.output, indent...), line...)
		b = b[end:]
	}
	return n, nil
}

func fmtDuration(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// marker precedes lines of the framework in the form for test2json.
const marker = byte(0x16)

// A chatty prints what happens as it happens.
type chatty struct {
	w    io.Writer
	last string // the test that the last line belongs to
	json bool
}

func newChatty(w io.Writer) *chatty { return &chatty{w: w, json: flagVerbose.json} }

func (p *chatty) prefix() string {
	if p != nil && p.json {
		return string(rune(marker))
	}
	return ""
}

// updatef prints a line that names its test.
func (p *chatty) updatef(testName, format string, args ...any) {
	p.last = testName
	fmt.Fprintf(p.w, p.prefix()+format, args...)
}

// printf prints a line of a test, after its name if the line before belongs to another test.
func (p *chatty) printf(testName, format string, args ...any) {
	if p.last == "" {
		p.last = testName
	} else if p.last != testName {
		fmt.Fprintf(p.w, "%s=== NAME  %s\n", p.prefix(), testName)
		p.last = testName
	}
	fmt.Fprintf(p.w, format, args...)
}
