// Package iter has the types of iterators over sequences.
package iter

import "runtime"

// Seq is an iterator over a sequence of values: it calls yield with each until there are no more or yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over a sequence of pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

// A coroutine runs a sequence in a goroutine of its own, but only while its user waits for it.
type coroutine struct {
	resume  chan struct{}
	yielded chan struct{}
	started bool
	running bool // the user waits
	done    bool // there are no more values

	panicked   bool
	panicValue any
	exited     bool // by runtime.Goexit
}

func newCoroutine() *coroutine {
	return &coroutine{resume: make(chan struct{}), yielded: make(chan struct{})}
}

// step lets the sequence run, with run at first, until it yields or ends. Its panic or Goexit becomes one of the caller.
func (c *coroutine) step(run func()) {
	if c.running {
		panic("iter.Pull: next called again before yield")
	}
	c.running = true
	if c.started {
		c.resume <- struct{}{}
	} else {
		c.started = true
		go func() {
			returned := false
			defer func() {
				if !returned {
					c.panicValue = recover()
					c.panicked = c.panicValue != nil
					c.exited = !c.panicked
				}
				c.done = true
				c.yielded <- struct{}{}
			}()
			run()
			returned = true
		}()
	}
	<-c.yielded
	c.running = false
	if c.panicked {
		c.panicked = false
		panic(c.panicValue)
	}
	if c.exited {
		c.exited = false
		runtime.Goexit()
	}
}

// yield hands over to the user and reports whether that wants more.
func (c *coroutine) yield() bool {
	c.yielded <- struct{}{}
	<-c.resume
	return !c.done
}

// stop ends the sequence: the yield it waits in returns false.
func (c *coroutine) stop() {
	if c.done {
		return
	}
	c.done = true
	if c.started {
		c.step(nil)
	}
}

// Pull turns seq into a pair of functions: next returns the next value, or the zero value and false at the end; stop ends the
// iteration early and must be called if next has not returned false. They must not be called from several goroutines at once.
// If seq panics, so does the call of next or stop.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	c := newCoroutine()
	var value V
	run := func() {
		seq(func(v V) bool {
			if c.done {
				panic("iter.Pull: yield called after stop")
			}
			value = v
			return c.yield()
		})
	}
	next = func() (V, bool) {
		var zero V
		if c.done {
			return zero, false
		}
		c.step(run)
		if c.done {
			return zero, false
		}
		v := value
		value = zero
		return v, true
	}
	return next, c.stop
}

// Pull2 is like Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	c := newCoroutine()
	var key K
	var value V
	run := func() {
		seq(func(k K, v V) bool {
			if c.done {
				panic("iter.Pull: yield called after stop")
			}
			key = k
			value = v
			return c.yield()
		})
	}
	next = func() (K, V, bool) {
		var zeroKey K
		var zeroValue V
		if c.done {
			return zeroKey, zeroValue, false
		}
		c.step(run)
		if c.done {
			return zeroKey, zeroValue, false
		}
		k, v := key, value
		key = zeroKey
		value = zeroValue
		return k, v, true
	}
	return next, c.stop
}
