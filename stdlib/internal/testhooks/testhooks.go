// Package testhooks lets packages testing, flag and reflect work together without loading one another: a suite pays for
// those that it uses.
package testhooks

// What package flag does for testing; nil where the program has no package flag.
var (
	DefineFlag  func(name, usage string, p any) // p points to the value, or is a flag.Value
	ParseFlags  func()                          // parses the command line, unless that has been done
	FlagsParsed func() bool
	PrintUsage  func()
)

// A CorpusEntry is an input of a fuzz target.
type CorpusEntry struct {
	Path   string
	Values []any
}

// What package testing/internal/fuzzcall does for F.Fuzz: a suite with fuzz targets imports it.
var (
	CheckFuzzFunc func(ff any)                                    // panics unless ff can be a fuzz target's function
	CheckCorpus   func(ff any, values []any) error                // whether ff can be called with values
	ReadCorpus    func(ff any, dir string) ([]CorpusEntry, error) // the inputs in the files of dir
	CallFuzzFunc  func(ff any, t any, values []any)
)

// RunInBubble calls f, a func(*testing.T), for the *testing.T t in the bubble of the calling goroutine, and reports
// whether it passed. Package testing sets it.
var RunInBubble func(t, f any) bool
