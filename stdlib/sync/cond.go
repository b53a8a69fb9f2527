package sync

// Cond is a place where goroutines wait for an event that others announce. L is held when the condition changes and
// when Wait is called. A Cond must not be copied after first use.
type Cond struct {
	L           Locker
	first, last *condWaiter
	self        *Cond      // to notice copies
	maker       lockHolder // who called NewCond
	signaller   lockHolder // the last that called Signal or Broadcast
}

// A goroutine between the start of Wait and its Signal.
type condWaiter struct {
	sema uint32
	cond *Cond
	next *condWaiter
}

// NewCond returns a Cond with Locker l.
func NewCond(l Locker) *Cond {
	c := &Cond{L: l}
	noteHolder(&c.maker)
	return c
}

func (c *Cond) check() {
	if c.self == nil {
		c.self = c
	} else if c.self != c {
		panic("sync.Cond is copied")
	}
}

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again. As others may run before it has the lock, the
// caller tests its condition again: for !condition() { c.Wait() }.
func (c *Cond) Wait() {
	c.check()
	w := &condWaiter{cond: c}
	if c.last == nil {
		c.first = w
	} else {
		c.last.next = w
	}
	c.last = w
	c.L.Unlock()
	semacquire(&w.sema, waitCond)
	if raceEnabled {
		raceAcquire(w)
	}
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest, if there is one.
func (c *Cond) Signal() {
	c.check()
	noteHolder(&c.signaller)
	if w := c.first; w != nil {
		c.first = w.next
		if c.first == nil {
			c.last = nil
		}
		if raceEnabled {
			raceRelease(w)
		}
		semrelease(&w.sema)
	}
}

// Broadcast wakes all goroutines that wait.
func (c *Cond) Broadcast() {
	c.check()
	noteHolder(&c.signaller)
	w := c.first
	c.first, c.last = nil, nil
	for w != nil {
		next := w.next
		if raceEnabled {
			raceRelease(w)
		}
		semrelease(&w.sema)
		w = next
	}
}
