package testing

import (
	"fmt"
	"internal/testhooks"
	"runtime"
	"strings"
	"time"
)

// InternalFuzzTarget is a fuzz target of the generated main package.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// F is the state of a fuzz test. It runs the function given to Fuzz on the inputs given to Add and on those in the files
// of testdata/fuzz/NAME; inputs are not invented.
type F struct {
	common
	state      *runState
	corpus     []testhooks.CorpusEntry
	fuzzCalled bool
}

// Helper marks the calling function as a helper.
func (f *F) Helper() {
	if f.inFuzzFn {
		panic("testing: f.Helper was called inside the fuzz target, use t.Helper instead")
	}
	name := callerName(1)
	if f.helpers == nil {
		f.helpers = map[string]bool{}
	}
	f.helpers[name] = true
}

// Fail marks the test as failed and lets it go on.
func (f *F) Fail() {
	if f.inFuzzFn {
		panic("testing: f.Fail was called inside the fuzz target, use t.Fail instead")
	}
	f.common.Fail()
}

// Skipped reports whether the test was skipped.
func (f *F) Skipped() bool {
	if f.inFuzzFn {
		panic("testing: f.Skipped was called inside the fuzz target, use t.Skipped instead")
	}
	return f.common.Skipped()
}

// Add adds args to the inputs of the test. Their types have to be those of the function given to Fuzz.
func (f *F) Add(args ...any) {
	var values []any
	for _, v := range args {
		switch v.(type) {
		case []byte, string, bool, float32, float64, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		default:
			panic(fmt.Sprintf("testing: unsupported type to Add %T", v))
		}
		values = append(values, v)
	}
	f.corpus = append(f.corpus, testhooks.CorpusEntry{Path: fmt.Sprintf("seed#%d", len(f.corpus)), Values: values})
}

// Fuzz runs ff, a func(*T, ...) without results, on each input of the test.
func (f *F) Fuzz(ff any) {
	if f.fuzzCalled {
		panic("testing: F.Fuzz called more than once")
	}
	f.fuzzCalled = true
	if f.failed {
		return
	}
	f.Helper()
	testhooks.CheckFuzzFunc(ff)
	for _, e := range f.corpus {
		if err := testhooks.CheckCorpus(ff, e.Values); err != nil {
			f.Fatal(err)
		}
	}
	files, err := testhooks.ReadCorpus(ff, "testdata/fuzz/"+f.name)
	if err != nil {
		f.Fatal(err)
	}
	f.corpus = append(f.corpus, files...)
	for _, e := range f.corpus {
		name := f.name + "/" + e.Path[strings.LastIndexByte(e.Path, '/')+1:]
		if _, ok, _ := f.state.match.fullName(nil, name); ok && !shouldFailFast() {
			f.runInput(ff, name, e.Values)
		}
	}
}

func (f *F) runInput(ff any, name string, values []any) {
	var pcs [50]uintptr
	n := runtime.Callers(2, pcs[:])
	t := newT(&f.common, name, f.state)
	t.creator = pcs[:n]
	if t.chatty != nil {
		t.chatty.updatef(t.name, "=== RUN   %s\n", t.name)
	}
	running[t.name] = nanotime()
	beginCase(&t.common)
	f.inFuzzFn = true
	go tRunner(t, func(t *T) { testhooks.CallFuzzFunc(ff, t, values) })
	<-t.signal
	if t.chatty != nil && t.chatty.json {
		t.chatty.updatef(f.name, "=== NAME  %s\n", f.name)
	}
	f.inFuzzFn = false
}

func (f *F) report() {
	f.flushPartial()
	endCase(&f.common)
	if f.failed {
		f.flushReport("FAIL")
	} else if f.chatty != nil {
		if f.skipped {
			f.flushReport("SKIP")
		} else {
			f.flushReport("PASS")
		}
	}
}

func (f *F) flushReport(result string) {
	f.flushToParent(f.name, "--- %s: %s (%s)\n", result, f.name, fmtDuration(f.duration))
}

func (InternalFuzzTarget) runFuzzTests(m *M, deadline int64) (ran, ok bool) {
	return runFuzzTests(m.deps.MatchString, m.fuzzTargets, deadline)
}

// runFuzzTests runs the fuzz tests on their known inputs.
func runFuzzTests(matchString matchFunc, targets []InternalFuzzTarget, deadline int64) (ran, ok bool) {
	ok = true
	forEachRound(&ran, func() {
		state := &runState{match: newMatcher(matchString, flagRun, "-test.run", flagSkip), deadline: deadline, running: 1, limit: flagParallel}
		root := common{w: stdout}
		if flagVerbose.on {
			root.chatty = newChatty(root.w)
		}
		for _, target := range targets {
			if shouldFailFast() {
				break
			}
			name, matched, _ := state.match.fullName(nil, target.Name)
			if !matched {
				continue
			}
			f := &F{state: state}
			f.signal, f.barrier = make(chan bool), make(chan bool)
			f.name, f.parent, f.level, f.chatty = name, &root, 1, root.chatty
			f.w = indenter{&f.common}
			f.out = &outWriter{c: &f.common}
			if f.chatty != nil {
				f.chatty.updatef(f.name, "=== RUN   %s\n", f.name)
			}
			running[f.name] = nanotime()
			begin(f.name)
			go fRunner(f, target.Fn)
			<-f.signal
		}
		ran = ran || root.ran
		ok = ok && !root.failed
	})
	return ran, ok
}

// fRunner does for a fuzz test what tRunner does for a test.
func fRunner(f *F, fn func(*F)) {
	f.runner = callerName(0)
	defer func() {
		f.checkRaces()
		if f.failed {
			numFailed++
		}
		err := recover()
		if err == nil {
			notCalled := !f.fuzzCalled && !f.skipped && !f.failed
			if !f.finished && !f.skipped && !f.failed {
				err = errNilPanicOrGoexit
			}
			if notCalled && err == nil {
				f.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
			}
		}
		didPanic := false
		defer func() {
			if !didPanic {
				delete(running, f.name)
				f.signal <- true
			}
		}()
		doPanic := func(err any) {
			f.Fail()
			if p := f.runCleanups(true); p != nil {
				f.Logf("cleanup panicked with %v", p)
			}
			f.flushPartial()
			f.duration += since(f.start)
			endCase(&f.common)
			f.flushToParent(f.name, "--- FAIL: %s (%s)\n", f.name, fmtDuration(f.duration))
			didPanic = true
			f.end()
			panic(err)
		}
		if err != nil {
			doPanic(err)
		}
		f.duration += since(f.start)
		if len(f.sub) > 0 {
			f.state.release()
			close(f.barrier)
			for _, sub := range f.sub {
				<-sub.signal
			}
			start := nanotime()
			err := f.runCleanups(true)
			f.duration += since(start)
			if err != nil {
				doPanic(err)
			}
		}
		f.report()
		f.end()
		f.done = true
		f.setRan()
	}()
	defer func() {
		if len(f.sub) == 0 {
			f.runCleanups(false)
		}
	}()
	f.start = nanotime()
	f.raceErrors = -raceErrors()
	fn(f)
	f.finished = true
}
