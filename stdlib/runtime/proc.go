// Package runtime contains operations that interact with Golite's runtime system: goroutines, stack traces, memory.
package runtime

// What programs are told they run on: the results of go env on the most common machine.
const (
	GOOS     string = "linux"
	GOARCH   string = "amd64"
	Compiler        = "golite"
)

// Version returns the version of the language that this implementation follows.
func Version() string { return "go1.25" }

// GOROOT returns the root of the Go tree: there is none.
func GOROOT() string { return "" }

// Gosched lets other goroutines run. The current one goes to the end of the queue.
func Gosched()

// Goexit ends the goroutine that calls it, after running its deferred calls. In the main goroutine it ends main without
// ending the program.
func Goexit()

// NumGoroutine returns the number of goroutines that exist.
func NumGoroutine() int

// NumCPU returns the number of processors of the machine.
func NumCPU() int

// NumCgoCall returns the number of cgo calls: there are none.
func NumCgoCall() int64 { return 0 }

var procs = 1

// GOMAXPROCS sets the number that later calls report, and returns the previous one. Goroutines run on one thread,
// whatever the number.
func GOMAXPROCS(n int) int {
	old := procs
	if n > 0 {
		procs = n
	}
	return old
}

// LockOSThread does nothing: all goroutines run on one thread.
func LockOSThread() {}

// UnlockOSThread undoes LockOSThread.
func UnlockOSThread() {}

// Breakpoint does nothing.
func Breakpoint() {}

// MemProfileRate would control the fraction of allocations that a profile records: there are no profiles.
var MemProfileRate int = 512 * 1024

// SetBlockProfileRate does nothing.
func SetBlockProfileRate(rate int) {}

// SetMutexProfileFraction does nothing and returns the previous fraction, 0.
func SetMutexProfileFraction(rate int) int { return 0 }

// SetCPUProfileRate does nothing.
func SetCPUProfileRate(hz int) {}
