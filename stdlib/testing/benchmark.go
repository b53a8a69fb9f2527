package testing

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"
)

// InternalBenchmark is a benchmark of the generated main package.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// B is the state of a benchmark. Its function is called with growing N until it runs long enough, or once if it loops
// with Loop.
type B struct {
	common
	N int

	importPath       string
	state            *benchState // nil in Benchmark
	fn               func(b *B)
	benchTime        durationOrCount
	previousN        int // of the call before
	previousDuration time.Duration
	timerOn          bool
	showAllocs       bool
	bytes            int64
	missingBytes     bool // a subbenchmark does not set bytes
	parallelism      int
	result           BenchmarkResult
	extra            map[string]float64 // of ReportMetric

	startAllocs, startBytes uint64
	netAllocs, netBytes     uint64

	loopN    uint64 // iterations that Loop has to do before it looks at the clock; 0 before the first
	loopI    uint64 // iterations that Loop has let begin
	loopDone bool   // Loop has returned false
}

var memStats runtime.MemStats

// StartTimer starts timing; it runs when the benchmark starts.
func (b *B) StartTimer() {
	if b.timerOn {
		return
	}
	b.startCounts()
	b.timerOn = true
}

func (b *B) startCounts() {
	runtime.ReadMemStats(&memStats)
	b.startAllocs, b.startBytes = memStats.Mallocs, memStats.TotalAlloc
	b.start = nanotime()
}

// StopTimer stops timing, for work that is not to be measured.
func (b *B) StopTimer() {
	if !b.timerOn {
		return
	}
	b.duration += since(b.start)
	runtime.ReadMemStats(&memStats)
	b.netAllocs += memStats.Mallocs - b.startAllocs
	b.netBytes += memStats.TotalAlloc - b.startBytes
	b.timerOn = false
}

// ResetTimer forgets what was measured and reported so far. Whether the timer runs does not change.
func (b *B) ResetTimer() {
	if b.extra == nil {
		b.extra = make(map[string]float64, 16)
	} else {
		clear(b.extra)
	}
	if b.timerOn {
		b.startCounts()
	}
	b.duration, b.netAllocs, b.netBytes = 0, 0, 0
}

// Elapsed returns the time measured so far.
func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.timerOn {
		d += since(b.start)
	}
	return d
}

// SetBytes records the number of bytes that one operation processes; the report has MB/s then.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs adds memory statistics to the report, as -test.benchmem does for all benchmarks.
func (b *B) ReportAllocs() { b.showAllocs = true }

// ReportMetric adds "n unit" to the report. A unit that is there anyway is replaced; 0 ns/op suppresses that.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.IndexFunc(unit, unicode.IsSpace) >= 0 {
		panic("metric unit must not contain whitespace")
	}
	b.extra[unit] = n
}

// runN calls the benchmark with N = n.
func (b *B) runN(n int) {
	defer func() {
		b.runCleanups(false)
		b.ctx, b.cancelCtx, b.cleaning, b.tempDir = nil, nil, false, "" // the next run has its own
		b.checkBenchRaces()
	}()
	runtime.GC() // so that runs begin alike
	b.raceErrors = -raceErrors()
	b.N = n
	b.loopN, b.loopI, b.loopDone = 0, 0, false
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.fn(b)
	b.StopTimer()
	b.previousN, b.previousDuration = n, b.duration
	if b.loopN > 0 && !b.loopDone && !b.failed {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

func (b *B) checkBenchRaces() {
	if n := raceErrors(); b.raceErrors+n > 0 {
		b.raceErrors = -n
		b.Errorf("race detected during execution of benchmark")
	}
}

// run1 calls the benchmark for the first time and reports whether there is more to run.
func (b *B) run1() bool {
	if s := b.state; s != nil {
		if n := len(b.name) + s.extLen + 1; n > s.maxLen {
			s.maxLen = n + 8 // some more, for fewer jumps
		}
	}
	b.runner = "testing.(*B).runN"
	go func() {
		defer func() { b.signal <- true }()
		b.runN(1)
	}()
	<-b.signal
	if b.failed {
		b.flushPartial()
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.chatty.prefix(), b.name, b.output)
		return false
	}
	if b.hasSub || b.finished {
		tag := "BENCH"
		if b.skipped {
			tag = "SKIP"
		}
		if b.chatty != nil && (len(b.output) > 0 || b.finished) {
			b.trimOutput()
			fmt.Fprintf(b.w, "%s--- %s: %s\n%s", b.chatty.prefix(), tag, b.name, b.output)
		}
		return false
	}
	return true
}

func cpuName() string

var labelsPrinted bool

// printLabels prints what is measured where, once.
func (b *B) printLabels(w io.Writer) {
	if labelsPrinted {
		return
	}
	labelsPrinted = true
	fmt.Fprintf(w, "goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
	if b.importPath != "" {
		fmt.Fprintf(w, "pkg: %s\n", b.importPath)
	}
	if cpu := cpuName(); cpu != "" {
		fmt.Fprintf(w, "cpu: %s\n", cpu)
	}
}

// doBench measures a benchmark for which run1 returned true.
func (b *B) doBench() BenchmarkResult {
	go b.launch()
	<-b.signal
	return b.result
}

func (b *B) launch() {
	defer func() { b.signal <- true }()
	switch {
	case b.loopN > 0: // Loop has measured in the first call
	case b.benchTime.n > 0:
		if b.benchTime.n > 1 {
			b.runN(b.benchTime.n)
		}
	default:
		for n := int64(1); !b.failed && b.duration < b.benchTime.d && n < 1e9; {
			n = predictN(b.benchTime.d.Nanoseconds(), int64(b.N), b.duration.Nanoseconds(), n)
			b.runN(int(n))
		}
	}
	b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.netAllocs, b.netBytes, b.extra}
}

// predictN returns how many iterations take a little longer than `goal` nanoseconds, after n of them took ns.
func predictN(goal, n, ns, last int64) int64 {
	if ns == 0 {
		ns = 1
	}
	want := goal * n / ns
	want += want / 5
	want = max(min(want, 100*last), last+1)
	return min(want, 1e9)
}

// Loop reports whether the benchmark is to go on, for loops "for b.Loop() { ... }". The first call resets the timer, the
// last one stops it.
func (b *B) Loop() bool {
	if b.loopI < b.loopN {
		b.loopI++
		return true
	}
	return b.loopSlow()
}

func (b *B) loopSlow() bool {
	if !b.timerOn {
		b.Fatal("B.Loop called with timer stopped")
	}
	if b.loopN == 0 {
		b.loopN = 1
		if b.benchTime.n > 0 {
			b.loopN = uint64(b.benchTime.n)
		}
		b.N = 0
		b.ResetTimer()
		b.loopI++
		return true
	}
	more := false
	if t := b.Elapsed(); b.benchTime.n == 0 && t < b.benchTime.d {
		last := b.loopN
		b.loopN = uint64(predictN(b.benchTime.d.Nanoseconds(), int64(last), t.Nanoseconds(), int64(last)))
		more = b.loopN > last
	}
	if !more {
		b.StopTimer()
		b.N = int(b.loopN)
		b.loopDone = true
		return false
	}
	b.loopI++
	return true
}

// A benchState is shared by the benchmarks of a run.
type benchState struct {
	match  *matcher
	maxLen int // of the names so far
	extLen int // of what is added for the number of processors
}

// RunBenchmarks runs benchmarks; it is exported for other test frameworks.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", matchString, benchmarks)
}

func (InternalBenchmark) runBenchmarks(m *M) (ok bool) {
	return runBenchmarks(m.deps.ImportPath(), m.deps.MatchString, m.benchmarks)
}

func runBenchmarks(importPath string, matchString matchFunc, benchmarks []InternalBenchmark) bool {
	if flagBench == "" {
		return true
	}
	maxProcs := 1
	for _, n := range cpuList {
		maxProcs = max(maxProcs, n)
	}
	s := &benchState{match: newMatcher(matchString, flagBench, "-test.bench", flagSkip), extLen: len(benchmarkName("", maxProcs))}
	var chosen []InternalBenchmark
	for _, bench := range benchmarks {
		if _, matched, _ := s.match.fullName(nil, bench.Name); matched {
			chosen = append(chosen, bench)
			s.maxLen = max(s.maxLen, len(benchmarkName(bench.Name, maxProcs))+s.extLen+1)
		}
	}
	main := &B{importPath: importPath, benchTime: flagBenchTime, state: s}
	main.name, main.w, main.bench = "Main", stdout, true
	main.out = &outWriter{c: &main.common}
	main.fn = func(b *B) {
		for _, bench := range chosen {
			b.Run(bench.Name, bench.F)
		}
	}
	if flagVerbose.on {
		main.chatty = newChatty(main.w)
	}
	main.runN(1)
	return !main.failed
}

// benchmarkName adds the number of processors unless it is 1.
func benchmarkName(name string, procs int) string {
	if procs != 1 {
		return fmt.Sprintf("%s-%d", name, procs)
	}
	return name
}

// run measures the benchmark for each value of -test.cpu and -test.count and prints the results.
func (b *B) run() {
	b.printLabels(b.w)
	if b.state == nil {
		b.doBench()
		return
	}
	first := b
	for i, procs := range cpuList {
		for j := uint(0); j < flagCount; j++ {
			runtime.GOMAXPROCS(procs)
			name := benchmarkName(b.name, procs)
			if b.chatty == nil {
				fmt.Fprintf(b.w, "%-*s\t", first.state.maxLen, name)
			}
			if i > 0 || j > 0 {
				b = first.again()
				b.run1()
			}
			r := b.doBench()
			b.flushPartial()
			if b.failed {
				fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.chatty.prefix(), name, b.output)
				continue
			}
			text := r.String()
			if b.chatty != nil {
				fmt.Fprintf(b.w, "%-*s\t", first.state.maxLen, name)
			}
			if flagBenchmem || b.showAllocs {
				text += "\t" + r.MemString()
			}
			fmt.Fprintln(b.w, text)
			if len(b.output) > 0 {
				b.trimOutput()
				fmt.Fprintf(b.w, "%s--- BENCH: %s\n%s", b.chatty.prefix(), name, b.output)
			}
			if p := runtime.GOMAXPROCS(-1); p != procs {
				fmt.Fprintf(stderr, "testing: %s left GOMAXPROCS set to %d\n", name, p)
			}
		}
	}
	if b != first {
		first.result, first.failed = b.result, first.failed || b.failed
	}
}

// again returns a B for another round of b.
func (b *B) again() *B {
	c := &B{fn: b.fn, benchTime: b.benchTime}
	c.signal = make(chan bool)
	c.name, c.w, c.chatty, c.bench = b.name, b.w, b.chatty, true
	c.out = &outWriter{c: &c.common}
	return c
}

// Run benchmarks f as a subbenchmark. A benchmark that has some is not measured itself.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub = true
	benchName, ok, partial := b.name, true, false
	if b.state != nil {
		benchName, ok, partial = b.state.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	var pcs [50]uintptr
	n := runtime.Callers(2, pcs[:])
	sub := &B{importPath: b.importPath, fn: f, benchTime: b.benchTime, state: b.state}
	sub.signal = make(chan bool)
	sub.name, sub.parent, sub.level, sub.creator = benchName, &b.common, b.level+1, pcs[:n]
	sub.w, sub.chatty, sub.bench = b.w, b.chatty, true
	sub.out = &outWriter{c: &sub.common}
	sub.hasSub = partial // -bench=X/Y: only the subbenchmarks
	if b.chatty != nil {
		b.printLabels(stdout)
		if b.chatty.json {
			b.chatty.updatef(benchName, "=== RUN   %s\n", benchName)
		}
		fmt.Fprintln(stdout, benchName)
	}
	if sub.level == 1 {
		begin(sub.name)
	}
	if sub.run1() {
		sub.run()
	}
	sub.end()
	b.add(sub.result)
	return !sub.failed
}

// add makes the result of a benchmark with subbenchmarks look as if those were one iteration of it.
func (b *B) add(other BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(other.NsPerOp())
	if other.Bytes == 0 {
		b.missingBytes = true
		r.Bytes = 0
	}
	if !b.missingBytes {
		r.Bytes += other.Bytes
	}
	r.MemAllocs += uint64(other.AllocsPerOp())
	r.MemBytes += uint64(other.AllocedBytesPerOp())
}

// trimOutput keeps ten lines of the output: it may repeat for each call of the benchmark.
func (b *B) trimOutput() {
	lines := 0
	for i, c := range b.output {
		if c != '\n' {
			continue
		}
		if lines++; lines >= 10 {
			b.output = append(b.output[:i], "\n\t... [output truncated]\n"...)
			return
		}
	}
}

// BenchmarkResult is the result of a benchmark.
type BenchmarkResult struct {
	N         int           // iterations
	T         time.Duration // the time they took
	Bytes     int64         // processed in one iteration
	MemAllocs uint64        // allocations
	MemBytes  uint64        // bytes allocated
	Extra     map[string]float64
}

// perOp returns total/N, or the metric that was reported for the unit.
func (r BenchmarkResult) perOp(unit string, total int64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return total / int64(r.N)
}

// NsPerOp returns the metric ns/op.
func (r BenchmarkResult) NsPerOp() int64 { return r.perOp("ns/op", r.T.Nanoseconds()) }

// AllocsPerOp returns the metric allocs/op.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.perOp("allocs/op", int64(r.MemAllocs)) }

// AllocedBytesPerOp returns the metric B/op.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.perOp("B/op", int64(r.MemBytes)) }

func (r BenchmarkResult) mbPerSec() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// String returns the result as a benchmark prints it, without the name.
func (r BenchmarkResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		b.WriteString("\t" + metricText(ns, "ns/op"))
	}
	if v := r.mbPerSec(); v != 0 {
		fmt.Fprintf(&b, "\t%7.2f MB/s", v)
	}
	var units []string
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			units = append(units, unit)
		}
	}
	sort.Strings(units)
	for _, unit := range units {
		b.WriteString("\t" + metricText(r.Extra[unit], unit))
	}
	return b.String()
}

// metricText aligns decimal points and shows four significant digits of small numbers.
func metricText(x float64, unit string) string {
	decimals := 0
	if y := math.Abs(x); y != 0 {
		for limit := 999.95; decimals < 7 && y < limit; limit /= 10 {
			decimals++
		}
	}
	width := 10
	if decimals > 0 {
		width += 1 + decimals
	}
	return fmt.Sprintf("%*.*f %s", width, decimals, x, unit)
}

// MemString returns B/op and allocs/op as "go test" prints them.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// A PB hands out the iterations of RunParallel.
type PB struct {
	left  *int // iterations that nobody has taken
	ended *bool
}

// Next reports whether there is another iteration to run.
func (pb *PB) Next() bool {
	if *pb.left == 0 {
		*pb.ended = true
		return false
	}
	*pb.left--
	return true
}

// RunParallel distributes the iterations among goroutines, GOMAXPROCS of them unless SetParallelism was called. body
// iterates until pb.Next returns false.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	left, ended := b.N, false
	var wg sync.WaitGroup
	for i := b.parallelism * runtime.GOMAXPROCS(0); i > 0; i-- {
		wg.Add(1)
		go func() {
			defer wg.Done()
			body(&PB{&left, &ended})
		}()
	}
	wg.Wait()
	if !ended && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// SetParallelism sets the number of goroutines of RunParallel to p*GOMAXPROCS; p < 1 does nothing.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// Benchmark measures f, for programs that are no suites.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{fn: f, benchTime: flagBenchTime}
	b.signal = make(chan bool)
	b.w, b.bench = io.Discard, true
	b.out = &outWriter{c: &b.common}
	if b.run1() {
		b.run()
	}
	return b.result
}

// AllocsPerRun returns the average number of allocations of a call of f, after one call that does not count.
func AllocsPerRun(runs int, f func()) (avg float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	runtime.ReadMemStats(&memStats)
	mallocs := -memStats.Mallocs
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&memStats)
	mallocs += memStats.Mallocs
	return float64(mallocs / uint64(runs))
}
