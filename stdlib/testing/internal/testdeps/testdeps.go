// Package testdeps connects package testing with the command that made the suite.
package testdeps

import "errors"

// The main program sets these.
var (
	ImportPath string // of the package under test
	CoverMode  string // "set", "count" or "atomic"; "" without coverage
	Runners    []any  // a testing.InternalFuzzTarget, InternalExample and InternalBenchmark, if the suite has some
)

// matchString reports whether text matches the regular expression; problem says why it is none.
func matchString(expr, text string) (ok bool, problem string)

// coverReport returns the part of the statements that have run, as a number and in words, and writes a profile.
func coverReport(profile string) (fraction float64, summary, problem string)

func setPanicOnExit0(on bool)

// Exit ends the program, without the check of os.Exit.
func Exit(code int)

var exitCode int

// ExitCode returns what M.Run returned last, 0 if it was not called.
func ExitCode() int { return exitCode }

// TestDeps is the value for testing.MainStart.
type TestDeps struct{}

func (TestDeps) MatchString(pat, str string) (bool, error) {
	ok, problem := matchString(pat, str)
	if problem != "" {
		return false, errors.New(problem)
	}
	return ok, nil
}

func (TestDeps) ImportPath() string      { return ImportPath }
func (TestDeps) CoverMode() string       { return CoverMode }
func (TestDeps) Runners() []any          { return Runners }
func (TestDeps) SetPanicOnExit0(on bool) { setPanicOnExit0(on) }
func (TestDeps) SetExitCode(code int)    { exitCode = code }

func (TestDeps) CoverReport(profile string) (fraction float64, summary string, err error) {
	fraction, summary, problem := coverReport(profile)
	if problem != "" {
		err = errors.New(problem)
	}
	return fraction, summary, err
}
