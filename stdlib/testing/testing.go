package testing

import (
	"errors"
	"fmt"
	"internal/testhooks"
	"io"
	"runtime"
	"sort"
	"time"
)

// InternalTest is a test of the generated main package.
type InternalTest struct {
	Name string
	F    func(*T)
}

// T is the state of a test. A test ends when its function returns or calls one of FailNow, Fatal, Fatalf, SkipNow, Skip,
// Skipf, which like Parallel must be called from the goroutine of the test; the other methods may be called from any.
type T struct {
	common
	state *runState
	tag   uint64 // of its goroutines, while leaks are looked for
}

// A runState is shared by the tests of one round: it keeps the number that run in parallel at most -test.parallel.
type runState struct {
	match    *matcher
	deadline int64  // when -test.timeout ends the program, nanoseconds since 1970; 0: never
	running  int    // tests that run, but for those that wait for their subtests
	limit    int    // -test.parallel
	waiting  int    // tests that wait for their turn
	turn     uint32 // a semaphore; not a channel, since tests that happen to follow each other are not ordered
}

func semacquire(addr *uint32)
func semrelease(addr *uint32)

func (s *runState) waitParallel() {
	if s.running < s.limit {
		s.running++
		return
	}
	s.waiting++
	semacquire(&s.turn)
}

func (s *runState) release() {
	if s.waiting == 0 {
		s.running--
		return
	}
	s.waiting--
	semrelease(&s.turn)
}

var (
	numFailed int                  // tests that failed
	running   = map[string]int64{} // when each test that runs was started
)

// runningTests returns the tests that run and for how long, sorted.
func runningTests() []string {
	var list []string
	for name, start := range running {
		list = append(list, fmt.Sprintf("%s (%v)", name, since(start).Round(time.Second)))
	}
	sort.Strings(list)
	return list
}

const parallelConflict = "testing: test using t.Setenv or t.Chdir can not use t.Parallel"

// Parallel marks this test as one that runs in parallel with the other parallel tests, and only with them.
func (t *T) Parallel() {
	if t.bubble {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	if t.isParallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.isEnvSet {
		panic(parallelConflict)
	}
	t.isParallel = true
	if t.parent.barrier == nil {
		return // no parallelism among the inputs of a fuzz target
	}
	t.duration += since(t.start)
	t.parent.sub = append(t.parent.sub, t)
	t.checkRaces()
	if t.chatty != nil {
		t.chatty.updatef(t.name, "=== PAUSE %s\n", t.name)
	}
	delete(running, t.name)
	t.signal <- true   // let Run return
	<-t.parent.barrier // until the function of the parent has returned
	t.state.waitParallel()
	if t.chatty != nil {
		t.chatty.updatef(t.name, "=== CONT  %s\n", t.name)
	}
	t.start = nanotime()
	running[t.name] = t.start
	t.raceErrors = -raceErrors()
}

// checkParallel panics if the test or one around it is parallel: the environment belongs to the process.
func (t *T) checkParallel() {
	for c := &t.common; c != nil; c = c.parent {
		if c.isParallel {
			panic(parallelConflict)
		}
	}
	t.isEnvSet = true
}

// Setenv sets an environment variable and restores it when the test is done. Not for parallel tests.
func (t *T) Setenv(key, value string) {
	t.checkParallel()
	t.common.Setenv(key, value)
}

// Chdir changes the working directory until the test is done. Not for parallel tests.
func (t *T) Chdir(dir string) {
	t.checkParallel()
	t.common.Chdir(dir)
}

// Deadline reports when -timeout will end the program, if it will.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.bubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	if t.state.deadline == 0 {
		return time.Time{}, false
	}
	return time.Unix(0, t.state.deadline), true
}

// checkRaces fails the test because of races reported since it started. The tests around it fail with it, and do not say so
// once more.
func (c *common) checkRaces() {
	n := raceErrors()
	if c.raceErrors+n <= 0 {
		return
	}
	if c.parent != nil { // the root prints nothing: the run says that races were outside of tests
		c.Errorf("race detected during execution of test")
	}
	for ; c != nil; c = c.parent {
		c.raceErrors = -n
	}
}

var errNilPanicOrGoexit = errors.New("test executed panic(nil) or runtime.Goexit")

// tRunner runs the test function on a goroutine of its own, and then the parallel subtests and the cleanups.
func tRunner(t *T, fn func(t *T)) {
	t.runner = callerName(0)
	t.tagGoroutines()
	defer func() {
		t.checkRaces()
		if t.failed {
			numFailed++
		}
		err := recover()
		signal := true
		if !t.finished && err == nil {
			err = errNilPanicOrGoexit
			for p := t.parent; p != nil; p = p.parent {
				if p.finished {
					if !t.bubble {
						t.Errorf("%v: subtest may have called FailNow on a parent test", err)
					}
					err = nil
					signal = false
					break
				}
			}
		}
		// Deferred, since a cleanup may call FailNow.
		didPanic := false
		defer func() {
			if didPanic {
				return
			}
			if err != nil {
				panic(err)
			}
			if !t.bubble {
				delete(running, t.name)
			}
			t.signal <- signal
		}()
		doPanic := func(err any) {
			t.Fail()
			if p := t.runCleanups(true); p != nil {
				t.Logf("cleanup panicked with %v", p)
			}
			t.flushPartial()
			for c := &t.common; c.parent != nil; c = c.parent {
				c.duration += since(c.start)
				endCase(c)
				if !c.bubble {
					c.flushToParent(c.name, "--- FAIL: %s (%s)\n", c.name, fmtDuration(c.duration))
				}
				if p := c.parent.runCleanups(true); p != nil {
					fmt.Fprintf(c.parent.w, "cleanup panicked with %v", p)
				}
			}
			didPanic = true
			t.end()
			panic(err)
		}
		if err != nil {
			doPanic(err)
		}

		t.duration += since(t.start)
		if len(t.sub) > 0 {
			t.state.release()
			delete(running, t.name)
			close(t.barrier)
			for _, sub := range t.sub {
				<-sub.signal
			}
			start := nanotime()
			running[t.name] = start
			err := t.runCleanups(true)
			t.duration += since(start)
			if err != nil {
				doPanic(err)
			}
			t.checkRaces()
			if !t.isParallel {
				t.state.waitParallel() // a sequential test hands its place back to its parent
			}
		} else if t.isParallel {
			t.state.release()
		}
		t.checkLeaks()
		t.report()
		t.end()
		t.done = true
		if t.parent != nil && !t.hasSub {
			t.setRan()
		}
	}()
	defer func() {
		if len(t.sub) == 0 {
			t.runCleanups(false)
		}
	}()
	t.start = nanotime()
	t.raceErrors = -raceErrors()
	fn(t)
	t.finished = true
}

// Run runs f as a subtest called name on a goroutine of its own, and waits until it ends or calls Parallel. It reports
// whether f succeeded so far.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.bubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	t.hasSub = true
	testName, ok, _ := t.state.match.fullName(&t.common, name)
	if !ok || shouldFailFast() {
		return true
	}
	var pcs [50]uintptr
	n := runtime.Callers(2, pcs[:])
	sub := newT(&t.common, testName, t.state)
	sub.creator = pcs[:n]
	if sub.chatty != nil {
		sub.chatty.updatef(sub.name, "=== RUN   %s\n", sub.name)
	}
	running[sub.name] = nanotime()
	if sub.level == 1 {
		begin(sub.name)
	}
	beginCase(&sub.common)
	go tRunner(sub, f)
	if !<-sub.signal {
		runtime.Goexit() // FailNow was called on a test around the subtest
	}
	return !sub.failed
}

// newT returns a subtest of parent.
func newT(parent *common, name string, state *runState) *T {
	t := &T{state: state}
	t.barrier, t.signal = make(chan bool), make(chan bool, 1)
	t.name, t.parent, t.level, t.chatty = name, parent, parent.level+1, parent.chatty
	t.w = indenter{&t.common}
	t.out = &outWriter{c: &t.common}
	return t
}

// newRoot returns the test around the top-level tests of a round.
func newRoot(state *runState) *T {
	t := &T{state: state}
	t.barrier, t.signal = make(chan bool), make(chan bool, 1)
	t.w = stdout
	if flagVerbose.on {
		t.chatty = newChatty(t.w)
	}
	return t
}

// report prints the result of the test to its parent.
func (t *T) report() {
	if t.parent == nil || t.bubble {
		return // the test around a bubble reports
	}
	t.flushPartial()
	endCase(&t.common)
	result := ""
	switch {
	case t.failed:
		result = "FAIL"
	case t.chatty == nil:
		return
	case t.skipped:
		result = "SKIP"
	default:
		result = "PASS"
	}
	t.flushToParent(t.name, "--- %s: %s (%s)\n", result, t.name, fmtDuration(t.duration))
}

func shouldFailFast() bool { return flagFailFast && numFailed > 0 }

// runTests runs the tests -test.count times for each value of -test.cpu.
func runTests(matchString matchFunc, tests []InternalTest, deadline int64) (ran, ok bool) {
	ok = true
	forEachRound(&ran, func() {
		state := &runState{match: newMatcher(matchString, flagRun, "-test.run", flagSkip), deadline: deadline, running: 1, limit: flagParallel}
		root := newRoot(state)
		tRunner(root, func(t *T) {
			for _, test := range tests {
				t.Run(test.Name, test.F)
			}
		})
		select {
		case <-root.signal:
		default:
			panic("internal error: tRunner exited without sending on t.signal")
		}
		ok = ok && !root.failed
		ran = ran || root.ran
	})
	return ran, ok
}

// forEachRound calls round once for each value of -test.cpu and -test.count, until there is nothing to run.
func forEachRound(ran *bool, round func()) {
	for _, procs := range cpuList {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < flagCount; i++ {
			currentRound = i
			if shouldFailFast() || i > 0 && !*ran {
				break
			}
			round()
		}
	}
}

// RunTests runs tests; it is exported for other test frameworks.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	deadline := int64(0)
	if flagTimeout > 0 {
		deadline = time.Now().UnixNano() + int64(flagTimeout)
	}
	ran, ok := runTests(matchString, tests, deadline)
	if !ran && !haveExamples {
		io.WriteString(stderr, "testing: warning: no tests to run\n")
	}
	return ok
}

func init() {
	testhooks.RunInBubble = func(t, f any) bool { return runInBubble(t.(*T), f.(func(*T))) }
}

// runInBubble runs f for synctest.Test, inside the bubble, with a T of its own that stands for t.
func runInBubble(t *T, f func(*T)) bool {
	inner := newT(&t.common, t.name, t.state)
	inner.bubble = true
	var pcs [50]uintptr
	inner.creator = pcs[:runtime.Callers(2, pcs[:])]
	go tRunner(inner, f)
	if !<-inner.signal {
		runtime.Goexit() // FailNow was called on a test around the bubble
	}
	return !inner.failed
}
