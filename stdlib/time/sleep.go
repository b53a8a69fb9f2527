package time

// Sleep pauses the current goroutine for at least d; d <= 0 returns at once.
func Sleep(d Duration)

// startTimer calls f in a goroutine of its own at `when` on the monotonic clock, and then every period nanoseconds
// unless period is 0. stopTimer takes that back, for a reset or for good, and reports whether the timer was active.
func startTimer(f func(), when, period int64) (id uint64)
func stopTimer(id uint64, resets bool) bool

// hideBuffer makes c the channel of a timer, whose length and capacity are 0, and reports whether it did: in programs for
// Go before 1.23 it is a plain channel, and a value may be received after Stop or Reset.
func hideBuffer(c chan Time) bool

// monotonic returns the monotonic clock.
func monotonic() int64

// deadline returns the moment d from now; d may be negative or very long.
func deadline(d Duration) int64 {
	t := monotonic()
	if d <= 0 {
		return t
	}
	if w := t + int64(d); w > 0 {
		return w
	}
	return 1<<63 - 1
}

// A Timer is a single event. When it expires the current time is sent on C, or the function of AfterFunc is called.
// After Stop or Reset returns, no value from before is received.
type Timer struct {
	C  <-chan Time
	c  chan Time // nil where values stay after Stop and Reset
	f  func()
	id uint64
}

// NewTimer returns a Timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c}
	if hideBuffer(c) {
		t.c = c
	}
	t.f = func() {
		select {
		case c <- Now():
		default:
		}
	}
	t.start(d)
	return t
}

// start makes the timer fire after d. What is due at once is not left to the scheduler: the value can be received when start
// returns.
func (t *Timer) start(d Duration) {
	if d <= 0 && t.c != nil {
		t.f()
	} else {
		t.id = startTimer(t.f, deadline(d), 0)
	}
}

// AfterFunc calls f in its own goroutine after d. Stop of the returned Timer prevents that.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{f: f}
	t.id = startTimer(f, deadline(d), 0)
	return t
}

// Stop prevents the Timer from firing, and reports whether it was active.
func (t *Timer) Stop() bool {
	if t.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	active := stopTimer(t.id, false)
	return t.c != nil && drain(t.c) || active
}

// Reset makes the timer fire after d, and reports whether it was active.
func (t *Timer) Reset(d Duration) bool {
	if t.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	active := stopTimer(t.id, true)
	active = t.c != nil && drain(t.c) || active
	t.start(d)
	return active
}

// drain removes a value that nobody received, and reports whether there was one.
func drain(c chan Time) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// After returns a channel on which the current time is sent after d.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// A Ticker sends the time on C at intervals. It drops ticks for slow receivers.
type Ticker struct {
	C  <-chan Time
	c  chan Time
	f  func()
	id uint64
}

// NewTicker returns a Ticker with period d, which must be positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c}
	if hideBuffer(c) {
		t.c = c
	}
	t.f = func() {
		select {
		case c <- Now():
		default:
		}
	}
	t.id = startTimer(t.f, deadline(d), int64(d))
	return t
}

// Stop ends the ticks. It does not close C.
func (t *Ticker) Stop() {
	if t.f == nil {
		return
	}
	stopTimer(t.id, false)
	drain(t.c)
}

// Reset stops the ticker and starts it again with period d, which must be positive.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.f == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	stopTimer(t.id, true)
	drain(t.c)
	t.id = startTimer(t.f, deadline(d), int64(d))
}

// Tick is NewTicker(d).C, and nil when d <= 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
