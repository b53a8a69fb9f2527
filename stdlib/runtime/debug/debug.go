// Package debug contains facilities for programs to look at themselves while they run.
package debug

import (
	"os"
	"runtime"
)

// Stack returns the stack trace of the goroutine that calls it.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

// PrintStack prints to standard error the stack trace returned by Stack.
func PrintStack() {
	os.Stderr.Write(Stack())
}

func setGCPercent(percent int) int
func freeOSMemory()
func setMemoryLimit(limit int64) int64

// SetGCPercent sets the target percentage of garbage collection and returns the previous one.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// SetMemoryLimit sets a limit of memory and returns the previous one; a negative limit only asks.
func SetMemoryLimit(limit int64) int64 { return setMemoryLimit(limit) }

// FreeOSMemory forces a garbage collection and returns memory to the operating system.
func FreeOSMemory() {
	runtime.GC()
	freeOSMemory()
}

var maxStack = 1000000000

// SetMaxStack notes the maximum size of a stack and returns the previous one. The limit itself belongs to the host.
func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

var maxThreads = 10000

// SetMaxThreads notes the maximum number of threads and returns the previous one. Golite uses one.
func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

var panicOnFault bool

// SetPanicOnFault notes the wish and returns the previous one.
func SetPanicOnFault(enabled bool) bool {
	old := panicOnFault
	panicOnFault = enabled
	return old
}

// SetTraceback notes the amount of detail of tracebacks; reports show what "single" shows.
func SetTraceback(level string) {}

// A Leak is a goroutine that is blocked forever: nothing that can still run refers to what it waits for.
type Leak struct {
	ID     int    // the number of the goroutine
	Reason string // why it waits, as in traces: "chan receive"
	Text   string // its trace, where it was created, and what could have woken it
}

// String returns the text.
func (l Leak) String() string { return l.Text }

// findLeaks makes a search due; it happens before the next native call.
func findLeaks()
func leakCount() int
func leakAt(i int) (id int, reason, text string)

// Leaks collects garbage and returns the goroutines that are blocked forever, in the order of their numbers. Goroutines that
// run, sleep, wait for I/O or signals, or wait for something that one of these or a package variable can reach, are not
// among them. Leaks is an extension of Golite.
func Leaks() []Leak {
	findLeaks()
	leaks := make([]Leak, leakCount())
	for i := range leaks {
		l := &leaks[i]
		l.ID, l.Reason, l.Text = leakAt(i)
	}
	return leaks
}
