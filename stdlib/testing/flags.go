package testing

import (
	"errors"
	"fmt"
	"internal/testhooks"
	"runtime"
	"strconv"
	"strings"
	"time"
)

var (
	flagBench        string
	flagBenchmem     bool
	flagBenchTime         = durationOrCount{d: time.Second}
	flagCount        uint = 1
	flagCoverProfile string
	flagCPU          string
	flagEventFD      int
	flagEventCases   bool
	flagFailFast     bool
	flagFullPath     bool
	flagFuzz         string
	flagLeak         leakMode
	flagList         string
	flagOutputDir    string
	flagPanicOnExit0 bool
	flagParallel     int
	flagRun          string
	flagSeed         seedFlag
	flagSeedVary     bool
	flagShort        bool
	flagShuffle      = "off"
	flagSkip         string
	flagTimeout      time.Duration
	flagVerbose      verboseMode
	flagProfiles     [5]string // files for profiles, which there are none of
	flagIgnored      [8]string // flags of the go command that mean nothing here
)

// A flagDef is one flag: p points to its value, which is a bool, string, int, uint, Duration or has String and Set.
type flagDef struct {
	name, usage string
	p           any
	shown       string // what the usage says about the default
}

// settable is what flags of other types are; the same as flag.Value.
type settable interface {
	String() string
	Set(string) error
}

var flagDefs []flagDef

// Init defines the flags of testing. The main program of a suite does that; only programs that call Benchmark and the
// like by themselves need it. Later calls do nothing.
func Init() {
	if flagDefs != nil {
		return
	}
	flagParallel = runtime.NumCPU()
	flagDefs = []flagDef{
		{"test.bench", "run only benchmarks matching `regexp`", &flagBench, ""},
		{"test.benchmem", "print memory allocations for benchmarks", &flagBenchmem, ""},
		{"test.benchtime", "run each benchmark for duration `d` or N times if `d` is of the form Nx", &flagBenchTime, ""},
		{"test.blockprofile", "write a goroutine blocking profile to `file`", &flagProfiles[0], ""},
		{"test.blockprofilerate", "set blocking profile `rate` (see runtime.SetBlockProfileRate)", &flagIgnored[0], ""},
		{"test.count", "run tests and benchmarks `n` times", &flagCount, ""},
		{"test.coverprofile", "write a coverage profile to `file`", &flagCoverProfile, ""},
		{"test.cpu", "comma-separated `list` of cpu counts to run each test with", &flagCPU, ""},
		{"test.cpuprofile", "write a cpu profile to `file`", &flagProfiles[1], ""},
		{"test.eventcases", "write an event, with what the test logged, for each subtest as well (for use only by golite test)", &flagEventCases, ""},
		{"test.eventfd", "write events to the file with number `n` (for use only by golite test)", &flagEventFD, ""},
		{"test.failfast", "do not start new tests after the first test failure", &flagFailFast, ""},
		{"test.fullpath", "show full file names in error messages", &flagFullPath, ""},
		{"test.fuzz", "run the fuzz test matching `regexp`", &flagFuzz, ""},
		{"test.fuzzcachedir", "directory where interesting fuzzing inputs are stored (for use only by cmd/go)", &flagIgnored[1], ""},
		{"test.fuzzminimizetime", "time to spend minimizing a value after finding a failing input", &flagIgnored[2], ""},
		{"test.fuzztime", "time to spend fuzzing; default is to run indefinitely", &flagIgnored[3], ""},
		{"test.gocoverdir", "write coverage intermediate files to this directory", &flagIgnored[4], ""},
		{"test.leak", "what to do about goroutines that a test leaves and that can never finish: `mode` off, warn or fail", &flagLeak, ""},
		{"test.list", "list tests, examples, and benchmarks matching `regexp` then exit", &flagList, ""},
		{"test.memprofile", "write an allocation profile to `file`", &flagProfiles[2], ""},
		{"test.memprofilerate", "set memory allocation profiling `rate` (see runtime.MemProfileRate)", &flagIgnored[5], ""},
		{"test.mutexprofile", "write a mutex contention profile to the named file after execution", &flagProfiles[3], ""},
		{"test.mutexprofilefraction", "if >= 0, calls runtime.SetMutexProfileFraction()", &flagIgnored[6], ""},
		{"test.outputdir", "write profiles to `dir`", &flagOutputDir, ""},
		{"test.paniconexit0", "panic on call to os.Exit(0)", &flagPanicOnExit0, ""},
		{"test.parallel", "run at most `n` tests in parallel", &flagParallel, ""},
		{"test.run", "run only tests and examples matching `regexp`", &flagRun, ""},
		{"test.seed", "start each test with the choices that seed `n` names", &flagSeed, ""},
		{"test.seedvary", "add the number of the round to the seed", &flagSeedVary, ""},
		{"test.short", "run smaller test suite to save time", &flagShort, ""},
		{"test.shuffle", "randomize the execution order of tests and benchmarks", &flagShuffle, ""},
		{"test.skip", "do not list or run tests matching `regexp`", &flagSkip, ""},
		{"test.testlogfile", "write test action log to `file` (for use only by cmd/go)", &flagIgnored[7], ""},
		{"test.timeout", "panic test binary after duration `d` (0 means unlimited)", &flagTimeout, ""},
		{"test.trace", "write an execution trace to `file`", &flagProfiles[4], ""},
		{"test.v", "verbose: print additional output", &flagVerbose, ""},
	}
	for i := range flagDefs {
		flagDefs[i].shown = shownDefault(flagDefs[i].p)
	}
	if define := testhooks.DefineFlag; define != nil {
		for _, f := range flagDefs {
			define(f.name, f.usage, f.p)
		}
	}
}

var flagsParsed bool // by parseFlags, where there is no package flag

func haveParsed() bool {
	if parsed := testhooks.FlagsParsed; parsed != nil {
		return parsed()
	}
	return flagsParsed
}

// parseFlags parses the command line as package flag would: that does it where the program has it.
func parseFlags() {
	if parse := testhooks.ParseFlags; parse != nil {
		parse()
		return
	}
	if flagsParsed {
		return
	}
	flagsParsed = true
	list := args()[1:]
	for len(list) > 0 {
		arg := list[0]
		if len(arg) < 2 || arg[0] != '-' {
			return
		}
		list = list[1:]
		if arg == "--" {
			return
		}
		name := strings.TrimPrefix(arg[1:], "-")
		if name == "" || name[0] == '-' || name[0] == '=' {
			badFlag("bad flag syntax: " + arg)
		}
		name, value, hasValue := strings.Cut(name, "=")
		def := findFlag(name)
		if def == nil {
			if name == "help" || name == "h" {
				printUsage()
				exit(0)
			}
			badFlag("flag provided but not defined: -" + name)
		}
		boolean := isBool(def.p)
		switch {
		case hasValue:
		case boolean:
			value = "true"
		case len(list) == 0:
			badFlag("flag needs an argument: -" + name)
		default:
			value, list = list[0], list[1:]
		}
		if problem := setFlag(def.p, value); problem != "" {
			what := "value"
			if boolean {
				what = "boolean value"
			}
			badFlag(fmt.Sprintf("invalid %s %q for flag -%s: %s", what, value, name, problem))
		}
	}
}

func findFlag(name string) *flagDef {
	for i := range flagDefs {
		if flagDefs[i].name == name {
			return &flagDefs[i]
		}
	}
	return nil
}

func isBool(p any) bool {
	switch p := p.(type) {
	case *bool:
		return true
	case interface{ IsBoolFlag() bool }:
		return p.IsBoolFlag()
	}
	return false
}

func setFlag(p any, text string) (problem string) {
	var err error
	switch p := p.(type) {
	case *bool:
		*p, err = strconv.ParseBool(text)
	case *string:
		*p = text
	case *int:
		var n int64
		n, err = strconv.ParseInt(text, 0, strconv.IntSize)
		*p = int(n)
	case *uint:
		var n uint64
		n, err = strconv.ParseUint(text, 0, strconv.IntSize)
		*p = uint(n)
	case *time.Duration:
		*p, err = time.ParseDuration(text)
		if err != nil {
			return "parse error"
		}
	case settable:
		if err := p.Set(text); err != nil {
			return err.Error()
		}
	}
	switch {
	case err == nil:
		return ""
	case errors.Is(err, strconv.ErrRange):
		return "value out of range"
	}
	return "parse error"
}

func badFlag(message string) {
	fmt.Fprintln(stderr, message)
	printUsage()
	exit(2)
}

// printUsage prints the flags as package flag does.
func printUsage() {
	if print := testhooks.PrintUsage; print != nil {
		print()
		return
	}
	fmt.Fprintf(stderr, "Usage of %s:\n", args()[0])
	for _, f := range flagDefs {
		name, usage := "", f.usage
		switch f.p.(type) {
		case *int:
			name = "int"
		case *string:
			name = "string"
		case settable:
			if !isBool(f.p) {
				name = "value"
			}
		}
		if parts := strings.SplitN(usage, "`", 3); len(parts) == 3 {
			name, usage = parts[1], parts[0]+parts[1]+parts[2]
		}
		if name != "" {
			name = " " + name
		}
		fmt.Fprintf(stderr, "  -%s%s\n    \t%s%s\n", f.name, name, usage, f.shown)
	}
}

// shownDefault returns what the usage says about a flag's default.
func shownDefault(p any) string {
	switch p := p.(type) {
	case *string:
		if *p != "" {
			return fmt.Sprintf(" (default %q)", *p)
		}
	case *int:
		return fmt.Sprintf(" (default %d)", *p)
	case *uint:
		return fmt.Sprintf(" (default %d)", *p)
	case settable:
		if s := p.String(); s != "" && s != "false" {
			return fmt.Sprintf(" (default %s)", s)
		}
	}
	return ""
}

// verboseMode is the value of -test.v: false, true or test2json.
type verboseMode struct{ on, json bool }

func (*verboseMode) IsBoolFlag() bool { return true }

func (f *verboseMode) Set(text string) error {
	switch text {
	case "true", "test2json":
		f.on, f.json = true, text == "test2json"
	case "false":
		f.on, f.json = false, false
	default:
		return fmt.Errorf("invalid flag -test.v=%s", text)
	}
	return nil
}

func (f *verboseMode) String() string {
	switch {
	case f.json:
		return "test2json"
	case f.on:
		return "true"
	}
	return "false"
}

func (f *verboseMode) Get() any {
	if f.json {
		return "test2json"
	}
	return f.on
}

// leakMode is the value of -test.leak.
type leakMode int

const (
	leakOff leakMode = iota
	leakWarn
	leakFail
)

var leakModes = [...]string{"off", "warn", "fail"}

func (f *leakMode) Set(text string) error {
	for i, s := range leakModes {
		if s == text {
			*f = leakMode(i)
			return nil
		}
	}
	return errors.New(`want "off", "warn" or "fail"`)
}

func (f *leakMode) String() string { return leakModes[*f] }

// seedFlag is the value of -test.seed: set or not.
type seedFlag struct {
	n   uint64
	set bool
}

func (f *seedFlag) Set(text string) error {
	n, err := strconv.ParseUint(text, 0, 64)
	if err != nil {
		return errors.New("parse error")
	}
	f.n, f.set = n, true
	return nil
}

func (f *seedFlag) String() string {
	if !f.set {
		return ""
	}
	return strconv.FormatUint(f.n, 10)
}

// durationOrCount is a duration, or with n > 0 a number of iterations.
type durationOrCount struct {
	d         time.Duration
	n         int
	allowZero bool
}

func (f *durationOrCount) String() string {
	if f.n > 0 {
		return fmt.Sprintf("%dx", f.n)
	}
	return f.d.String()
}

func (f *durationOrCount) Set(s string) error {
	if strings.HasSuffix(s, "x") {
		n, err := strconv.ParseInt(s[:len(s)-1], 10, 0)
		if err != nil || n < 0 || !f.allowZero && n == 0 {
			return errors.New("invalid count")
		}
		*f = durationOrCount{n: int(n), allowZero: f.allowZero}
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 || !f.allowZero && d == 0 {
		return errors.New("invalid duration")
	}
	*f = durationOrCount{d: d, allowZero: f.allowZero}
	return nil
}
