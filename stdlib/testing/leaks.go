package testing

import (
	"internal/leak"
	"io"
	"runtime"
	"time"
)

// settleTime is how much time the goroutines that a test leaves get to finish. It passes at once.
const settleTime = time.Minute

var lastTag uint64

// goroutinesWith returns the number of goroutines that have a tag.
func goroutinesWith(tag uint64) int

// tagGoroutines marks this goroutine, and those that it will start, as belonging to the test.
func (t *T) tagGoroutines() {
	if flagLeak != leakOff && t.level == 1 && !t.bubble {
		lastTag++
		t.tag = lastTag
		leak.SetTag(t.tag)
	}
}

// checkLeaks fails a top-level test, or only says so, because of goroutines that it has left and that can never finish.
// While other parallel tests run, the clock is left alone.
func (t *T) checkLeaks() {
	if t.tag == 0 || goroutinesWith(t.tag) <= 1 { // this one
		return
	}
	if t.isParallel {
		runtime.Gosched()
	} else {
		leak.Settle(int64(settleTime))
	}
	n, text := leak.Report(t.tag)
	if n == 0 {
		return
	}
	t.flushPartial()
	io.WriteString(t.out, text)
	switch {
	case flagLeak == leakFail:
		if !t.failed {
			numFailed++
		}
		t.Fail()
	case !t.failed && t.chatty == nil: // nothing else would print it
		t.flushToParent(t.name, "--- LEAK: %s (%s)\n", t.name, fmtDuration(t.duration))
	}
}
