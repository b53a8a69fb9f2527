// Package testing runs the tests, benchmarks, fuzz targets and examples of a suite: "golite test" collects them from
// files named _test.go or _test.go-lite and makes a main program that calls MainStart.
//
// What it prints is what "go test" prints, to the byte. It avoids loading large packages (os, flag, reflect, regexp), so
// that a suite starts at once.
package testing

import (
	"fmt"
	"internal/race"
	"internal/stdio"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A file is a standard file of the process, whatever happens to os.Stdout.
type file int

func (fd file) Write(b []byte) (n int, err error) {
	for n < len(b) {
		m, errno := stdio.Write(int(fd), b[n:])
		if errno != 0 {
			return n, io.ErrClosedPipe
		}
		n += m
	}
	return n, nil
}

const (
	stdout = file(1)
	stderr = file(2)
)

// nanotime reads the real monotonic clock, whatever clock the program is given.
func nanotime() int64

func since(start int64) time.Duration { return time.Duration(nanotime() - start) }

// exit ends the program, without the check of os.Exit.
func exit(code int)

// args returns os.Args.
func args() []string

// raceErrors returns the number of races reported so far.
func raceErrors() int { return race.Errors() }

// event writes a line to an open file; it neither waits nor fails.
func event(fd int, line string)

// reseed starts the choices of the scheduler over from a seed.
func reseed(seed uint64)

var currentRound uint // of -test.count

// roundSeed returns the seed of this round.
func roundSeed() uint64 {
	if flagSeedVary {
		return flagSeed.n + uint64(currentRound)
	}
	return flagSeed.n
}

// begin is called before a top-level test, benchmark, fuzz test or example, and end after it: they tell the command that
// runs the suite, and make the choices within it depend on its name and the seed alone.
func begin(name string) {
	if flagEventFD != 0 {
		event(flagEventFD, "run "+name+"\n")
	}
	if flagSeed.set {
		h := uint64(14695981039346656037)
		for i := 0; i < len(name); i++ {
			h = (h ^ uint64(name[i])) * 1099511628211
		}
		reseed(h ^ roundSeed())
	}
}

// beginCase and endCase do so for tests of any depth, if -test.eventcases is set; what the test logged goes along.
func beginCase(c *common) {
	if flagEventCases && !c.bubble && c.level > 1 {
		event(flagEventFD, "case "+c.name+"\n")
	}
}

func endCase(c *common) {
	if !flagEventCases || c.bubble {
		return
	}
	text := string(c.logged)
	c.logged = nil
	event(flagEventFD, fmt.Sprintf("log %s %s %d %d\n%s", c.verdict(), c.name, int64(c.duration), len(text), text))
}

func end(name, result string) {
	if flagEventFD != 0 {
		event(flagEventFD, result+" "+name+" "+strconv.FormatUint(roundSeed(), 10)+"\n")
	}
}

// Short reports whether -test.short is set.
func Short() bool {
	if flagDefs == nil {
		panic("testing: Short called before Init")
	}
	if !haveParsed() {
		panic("testing: Short called before Parse")
	}
	return flagShort
}

// Verbose reports whether -test.v is set.
func Verbose() bool {
	if flagDefs == nil {
		panic("testing: Verbose called before Init")
	}
	if !haveParsed() {
		panic("testing: Verbose called before Parse")
	}
	return flagVerbose.on
}

// Testing reports whether the program is a suite made by "golite test".
func Testing() bool { return suite }

var suite bool // MainStart was called

// M is what TestMain receives.
type M struct {
	deps        testDeps
	tests       []InternalTest
	benchmarks  []InternalBenchmark
	fuzzTargets []InternalFuzzTarget
	examples    []InternalExample
	afterDone   bool
}

// testDeps is what the main program of a suite provides: testing/internal/testdeps.TestDeps.
type testDeps interface {
	MatchString(pat, str string) (bool, error)
	ImportPath() string
	CoverMode() string
	CoverReport(profile string) (fraction float64, summary string, err error)
	SetPanicOnExit0(bool)
	SetExitCode(int)
	// Runners returns a value of each of the types InternalFuzzTarget, InternalExample and InternalBenchmark of which the
	// suite has some. What runs them are methods called through interfaces, and the code of a method is compiled only
	// where a value of its type becomes an interface value: a suite pays for what it has.
	Runners() []any
}

type (
	fuzzRunner interface {
		runFuzzTests(*M, int64) (ran, ok bool)
	}
	egRunner    interface{ runExamples(*M) (ran, ok bool) }
	benchRunner interface{ runBenchmarks(*M) (ok bool) }
)

// runner returns what runs the elements of one of the suite's lists.
func runner[R any](m *M, n int, what string) (r R, ok bool) {
	if n == 0 {
		return r, false
	}
	for _, x := range m.deps.Runners() {
		if r, ok := x.(R); ok {
			return r, true
		}
	}
	panic("testing: the suite has " + what + ", but its Runners has not")
}

// MainStart is for the main program of a suite.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	suite = true
	coverDeps = deps
	Init()
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, fuzzTargets: fuzzTargets, examples: examples}
}

// Main is the main function of a suite for other frameworks.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	exit(MainStart(mainDeps{matchString}, tests, benchmarks, nil, examples).Run())
}

func (mainDeps) Runners() []any { return []any{InternalExample{}, InternalBenchmark{}} }

type mainDeps struct {
	matchString matchFunc
}

func (d mainDeps) MatchString(pat, str string) (bool, error) { return d.matchString(pat, str) }
func (mainDeps) ImportPath() string                          { return "" }
func (mainDeps) CoverMode() string                           { return "" }
func (mainDeps) SetPanicOnExit0(bool)                        {}
func (mainDeps) SetExitCode(int)                             {}
func (mainDeps) CoverReport(string) (float64, string, error) {
	return 0, "", fmt.Errorf("no coverage in Main")
}

var (
	haveExamples bool
	cpuList      []int
	coverDeps    testDeps
)

// Run runs the tests, fuzz targets, examples and benchmarks, and returns the status to exit with.
func (m *M) Run() (code int) {
	code = m.run()
	m.deps.SetExitCode(code)
	return code
}

func (m *M) run() int {
	if !haveParsed() {
		parseFlags()
	}
	if flagParallel < 1 {
		fmt.Fprintln(stderr, "testing: -parallel can only be given a positive integer")
		printUsage()
		return 2
	}
	if flagFuzz != "" {
		fmt.Fprintln(stderr, "testing: -test.fuzz is not supported: fuzz targets run with their seed inputs only")
		return 2
	}
	for _, file := range flagProfiles {
		if file != "" {
			fmt.Fprintf(stderr, "testing: cannot write %s: profiles are not supported\n", file)
			return 2
		}
	}
	if flagList != "" {
		m.list()
		return 0
	}
	if flagShuffle != "off" && !m.shuffle() {
		return 2
	}
	parseCPUList()
	if flagCoverProfile != "" && m.deps.CoverMode() == "" {
		fmt.Fprintln(stderr, "testing: cannot use -test.coverprofile because test binary was not built with coverage enabled")
		exit(2)
	}
	m.deps.SetPanicOnExit0(flagPanicOnExit0)
	defer func() {
		m.after()
		m.deps.SetPanicOnExit0(false)
	}()

	deadline := m.startAlarm()
	haveExamples = len(m.examples) > 0
	testRan, testOk := runTests(m.deps.MatchString, m.tests, deadline)
	fuzzRan, fuzzOk := false, true
	if r, ok := runner[fuzzRunner](m, len(m.fuzzTargets), "fuzz targets"); ok {
		fuzzRan, fuzzOk = r.runFuzzTests(m, deadline)
	}
	exampleRan, exampleOk := false, true
	if r, ok := runner[egRunner](m, len(m.examples), "examples"); ok {
		exampleRan, exampleOk = r.runExamples(m)
	}
	m.stopAlarm()
	if !testRan && !exampleRan && !fuzzRan && flagBench == "" {
		fmt.Fprintln(stderr, "testing: warning: no tests to run")
	}
	failed := !testOk || !exampleOk || !fuzzOk
	if !failed && flagBench != "" {
		if r, ok := runner[benchRunner](m, len(m.benchmarks), "benchmarks"); ok {
			failed = !r.runBenchmarks(m)
		}
	}
	prefix := newChatty(stdout).prefix()
	if !failed && raceErrors() > 0 {
		fmt.Fprint(stdout, prefix, "testing: race detected outside of test execution\n")
		failed = true
	}
	if failed {
		fmt.Fprint(stdout, prefix, "FAIL\n")
		return 1
	}
	fmt.Fprint(stdout, prefix, "PASS\n")
	return 0
}

// list prints the names that match -test.list.
func (m *M) list() {
	match := m.deps.MatchString
	if _, err := match(flagList, "non-empty"); err != nil {
		fmt.Fprintf(stderr, "testing: invalid regexp in -test.list (%q): %s\n", flagList, err)
		exit(1)
	}
	show := func(name string) {
		if ok, _ := match(flagList, name); ok {
			fmt.Fprintln(stdout, name)
		}
	}
	for _, t := range m.tests {
		show(t.Name)
	}
	for _, b := range m.benchmarks {
		show(b.Name)
	}
	for _, f := range m.fuzzTargets {
		show(f.Name)
	}
	for _, e := range m.examples {
		show(e.Name)
	}
}

// shuffle reorders tests and benchmarks by -test.shuffle.
func (m *M) shuffle() bool {
	n := int64(0)
	if flagShuffle == "on" {
		n = time.Now().UnixNano()
	} else {
		var err error
		if n, err = strconv.ParseInt(flagShuffle, 10, 64); err != nil {
			fmt.Fprintln(stderr, `testing: -shuffle should be "off", "on", or a valid integer:`, err)
			return false
		}
	}
	fmt.Fprintln(stdout, "-test.shuffle", n)
	order := shuffled(n, []int{len(m.tests), len(m.benchmarks)})
	m.tests = permute(m.tests, order[:len(m.tests)])
	m.benchmarks = permute(m.benchmarks, order[len(m.tests):])
	return true
}

// shuffled returns the orders into which one generator of math/rand, with the given seed, shuffles lists of these sizes.
func shuffled(seed int64, sizes []int) []int

func permute[E any](list []E, order []int) []E {
	result := make([]E, len(list))
	for i, from := range order {
		result[i] = list[from]
	}
	return result
}

func parseCPUList() {
	cpuList = nil
	for _, text := range strings.Split(flagCPU, ",") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n <= 0 {
			fmt.Fprintf(stderr, "testing: invalid value %q for -test.cpu\n", text)
			exit(1)
		}
		cpuList = append(cpuList, n)
	}
	if cpuList == nil {
		cpuList = []int{runtime.GOMAXPROCS(-1)}
	}
}

// after writes what is due after all tests, once.
func (m *M) after() {
	if m.afterDone {
		return
	}
	m.afterDone = true
	if m.deps.CoverMode() == "" {
		return
	}
	_, summary, err := m.deps.CoverReport(inOutputDir(flagCoverProfile))
	if err != nil {
		fmt.Fprintf(stderr, "testing: %v\n", err)
		exit(2)
	}
	fmt.Fprintf(stdout, "coverage: %s\n", summary)
}

// inOutputDir returns the path of a file that the user named.
func inOutputDir(path string) string {
	if flagOutputDir == "" || path == "" || path[0] == '/' {
		return path
	}
	return flagOutputDir + "/" + path
}

// startAlarm arranges for f to be called in `after` nanoseconds of the real clock. The alarm does not count as something
// to wait for: when nothing else can happen, that is a deadlock.
func startAlarm(f func(), after int64)
func stopAlarm()

// dumpAll makes the report of a panic show all goroutines.
func dumpAll()

// startAlarm returns when the alarm will go off, as nanoseconds since 1970, or 0.
func (m *M) startAlarm() (deadline int64) {
	if flagTimeout <= 0 {
		return 0
	}
	startAlarm(func() {
		m.after()
		dumpAll()
		extra := ""
		if list := runningTests(); len(list) > 0 {
			extra = "\nrunning tests:\n\t" + strings.Join(list, "\n\t")
		}
		panic(fmt.Sprintf("test timed out after %v%s", flagTimeout, extra))
	}, int64(flagTimeout))
	return time.Now().UnixNano() + int64(flagTimeout)
}

func (m *M) stopAlarm() {
	if flagTimeout > 0 {
		stopAlarm()
	}
}

// Coverage returns the fraction of statements that have run, 0 without -cover.
func Coverage() float64 {
	if coverDeps == nil || coverDeps.CoverMode() == "" {
		return 0
	}
	fraction, _, _ := coverDeps.CoverReport("")
	return fraction
}

// CoverMode returns the mode of -covermode, "" without -cover.
func CoverMode() string {
	if coverDeps == nil {
		return ""
	}
	return coverDeps.CoverMode()
}

// CoverBlock and Cover are for other frameworks; golite's coverage does not go through them.
type CoverBlock struct {
	Line0 uint32
	Col0  uint16
	Line1 uint32
	Col1  uint16
	Stmts uint16
}

type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

// RegisterCover does nothing.
func RegisterCover(c Cover) {}
