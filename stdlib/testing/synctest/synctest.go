// Package synctest supports tests of concurrent code.
//
// Test runs a function in a bubble: a group of goroutines with a clock of their own, which starts at midnight UTC
// 2000-01-01 and moves on only when every goroutine of the bubble is durably blocked: it waits for another goroutine of
// the bubble, or for that clock. What blocks durably is a send, receive or select on channels made in the bubble or nil,
// sync.Cond.Wait, time.Sleep, and sync.WaitGroup.Wait if Add was called in the bubble and the group is no package variable;
// locking a mutex and system calls do not. If every goroutine is durably blocked and nothing is due, that is a deadlock, and
// Test panics.
//
// Channels, timers and tickers made in a bubble belong to it, and so do wait groups that it has added to until they are
// back at zero: using one from outside is a fatal error, and so is waking a goroutine of the bubble that waits for a
// sync.Cond. Finalizers and cleanups run outside.
package synctest

import (
	"internal/bubble"
	"internal/testhooks"
	"testing"
)

// enter makes a bubble and puts the goroutine into it; it is the root of the bubble.
func enter() (problem string)

// idle parks the root until every other goroutine of the bubble is durably blocked or has ended.
func idle()

// observe tells race mode that what the others did, who are durably blocked or have ended, comes before what follows.
func observe()

// advance moves the bubble's clock to the next timer and fires what is due. It returns why it does not: ended, when
// only the root is left, or the problem.
func advance(mainEnded bool) (ended bool, problem string)

// leave takes the root out of the bubble.
func leave()

// A deadlockError is the value of the panic of a bubble that cannot go on.
type deadlockError struct{ problem string }

func (e deadlockError) Error() string { return e.problem }

// run calls f in a new bubble and returns when all its goroutines have ended.
func run(f func()) {
	bubble.Active = true
	if problem := enter(); problem != "" {
		panic(problem)
	}
	mainEnded := false
	go func() {
		defer func() { mainEnded = true }()
		f()
	}()
	for {
		idle()
		observe()
		ended, problem := advance(mainEnded)
		if ended {
			leave()
			return
		}
		if problem != "" {
			leave()
			panic(deadlockError{problem})
		}
	}
}

// Test calls f in a new bubble and waits until all its goroutines have ended. The T given to f works inside the bubble: its
// cleanups run there, and its context belongs to it. It has no Run, Parallel and Deadline.
func Test(t *testing.T, f func(*testing.T)) {
	ok := false
	run(func() { ok = testhooks.RunInBubble(t, f) })
	if !ok {
		t.FailNow()
	}
}

// wait is Wait, unless there is a problem.
func wait() (problem string)

// Wait blocks until every other goroutine of the bubble is durably blocked.
func Wait() {
	if problem := wait(); problem != "" {
		panic(problem)
	}
	observe()
}
