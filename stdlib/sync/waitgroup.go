package sync

import "internal/bubble"

// A WaitGroup waits for a group of tasks: Add counts them, Done takes one away, Wait blocks until none is left. The
// zero value is ready to use. It must not be copied after first use.
type WaitGroup struct {
	n       int32
	waiters int32
	sema    uint32
	bubble  uint32     // of testing/synctest: whose goroutines have added; 0 for none
	adder   lockHolder // the last that added
}

// Add adds delta, which may be negative, to the counter. When it becomes zero all goroutines blocked in Wait go on; a
// negative counter panics. Calls with a positive delta that start from zero must come before Wait.
func (wg *WaitGroup) Add(delta int) {
	if raceEnabled {
		if delta < 0 {
			raceDone(&wg.n)
		} else if wg.n == 0 && delta > 0 {
			raceMisuseAdd(&wg.sema)
		}
	}
	n := wg.n + int32(delta)
	if delta <= 0 || n <= 0 || bubble.Active {
		wg.addSlow(delta)
		return
	}
	noteHolder(&wg.adder)
	wg.n = n
}

//go:noinline
func (wg *WaitGroup) addSlow(delta int) {
	if delta > 0 {
		noteHolder(&wg.adder)
		if bubble.Active {
			wg.enterBubble()
		}
	}
	wg.n += int32(delta)
	if wg.n > 0 {
		return
	}
	if wg.n < 0 {
		panic("sync: negative WaitGroup counter")
	}
	for ; wg.waiters > 0; wg.waiters-- {
		semrelease(&wg.sema)
	}
}

// currentBubble returns the number of the goroutine's bubble, 0 if it is in none or wg is a package variable.
func currentBubble(wg *WaitGroup) uint32

// enterBubble makes wg belong to the bubble of the goroutine that adds to it, from zero on.
func (wg *WaitGroup) enterBubble() {
	b := currentBubble(wg)
	switch {
	case wg.n == 0 && wg.waiters == 0:
		wg.bubble = b
	case b == wg.bubble:
	case b == 0 || wg.bubble == 0:
		fatal("sync: WaitGroup.Add called from inside and outside synctest bubble")
	default:
		fatal("sync: WaitGroup.Add called from multiple synctest bubbles")
	}
}

// Done decrements the counter by one.
func (wg *WaitGroup) Done() {
	n := wg.n
	if raceEnabled {
		raceDone(&wg.n)
	}
	if n <= 0 || n == 1 && wg.waiters > 0 {
		wg.addSlow(-1)
		return
	}
	wg.n = n - 1
}

// Wait blocks until the counter is zero.
func (wg *WaitGroup) Wait() {
	if raceEnabled {
		raceMisuseWait(wg)
	}
	if wg.n > 0 {
		wg.waiters++
		semacquire(&wg.sema, waitWaitGroup)
	}
	if raceEnabled {
		raceAcquire(wg)
	}
}

// Go calls f in a new goroutine and counts it as a task, which is done when f returns. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}
