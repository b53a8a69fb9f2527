// Package signal delivers the signals of the operating system to channels.
//
// A signal that no channel asks for has its usual effect: an interrupt, hang-up or termination ends the program. SIGKILL
// and SIGSTOP cannot be caught. While some channel asks for signals, a program whose goroutines all wait is not
// deadlocked.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

const signalCount = 65

// A set has one bit per signal.
type set [2]uint64

func (s *set) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }
func (s *set) add(n int)      { s[n/64] |= 1 << (n % 64) }
func (s *set) remove(n int)   { s[n/64] &^= 1 << (n % 64) }
func (s *set) isEmpty() bool  { return s[0]|s[1] == 0 }

type subscriber struct {
	channel chan<- os.Signal
	signals set
}

var (
	mutex       sync.Mutex
	subscribers []*subscriber
	started     bool
)

// enable makes a signal come out of wait, ignore makes the system drop it, and reset restores its usual effect.
func enable(n int)
func ignore(n int)
func reset(n int)
func isIgnored(n int) bool

// require panics when the host has not granted signals.
func require(function string)

// wait returns the next signal.
func wait() int

func deliver() {
	for {
		n := wait()
		mutex.Lock()
		for _, s := range subscribers {
			if s.signals.has(n) {
				select {
				case s.channel <- syscall.Signal(n):
				default:
				}
			}
		}
		mutex.Unlock()
	}
}

// numberOf returns the number of a signal, or -1.
func numberOf(sig os.Signal) int {
	if s, ok := sig.(syscall.Signal); ok && s > 0 && s < signalCount {
		return int(s)
	}
	return -1
}

// forEach calls f for the signals, all if none is given.
func forEach(sigs []os.Signal, f func(n int)) {
	if len(sigs) == 0 {
		for n := 1; n < signalCount; n++ {
			f(n)
		}
		return
	}
	for _, sig := range sigs {
		if n := numberOf(sig); n >= 0 {
			f(n)
		}
	}
}

// Notify makes the given signals, or all if none is given, go to c. Nobody waits for c: it needs a buffer large enough
// for the signals expected. Several calls for one channel add up, and one signal may go to several channels.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	require("signal.Notify")
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	mutex.Lock()
	defer mutex.Unlock()
	var sub *subscriber
	for _, s := range subscribers {
		if s.channel == c {
			sub = s
		}
	}
	if sub == nil {
		sub = &subscriber{channel: c}
		subscribers = append(subscribers, sub)
	}
	if !started {
		started = true
		go deliver()
	}
	forEach(sig, func(n int) {
		sub.signals.add(n)
		enable(n)
	})
}

// isWanted reports whether a channel asks for signal n.
func isWanted(n int) bool {
	for _, s := range subscribers {
		if s.signals.has(n) {
			return true
		}
	}
	return false
}

// Stop ends what calls of Notify for c have begun. When it returns, c gets no more signals.
func Stop(c chan<- os.Signal) {
	mutex.Lock()
	defer mutex.Unlock()
	for i, s := range subscribers {
		if s.channel != c {
			continue
		}
		subscribers = append(subscribers[:i:i], subscribers[i+1:]...)
		for n := 1; n < signalCount; n++ {
			if s.signals.has(n) && !isWanted(n) {
				reset(n)
			}
		}
		return
	}
}

// cancel takes signals from all channels.
func cancel(sigs []os.Signal, effect func(n int)) {
	mutex.Lock()
	defer mutex.Unlock()
	forEach(sigs, func(n int) {
		for _, s := range subscribers {
			s.signals.remove(n)
		}
		effect(n)
	})
	var left []*subscriber
	for _, s := range subscribers {
		if !s.signals.isEmpty() {
			left = append(left, s)
		}
	}
	subscribers = left
}

// Ignore makes the given signals, or all if none is given, have no effect, and undoes earlier calls of Notify for them.
func Ignore(sig ...os.Signal) {
	require("signal.Ignore")
	cancel(sig, ignore)
}

// Ignored reports whether sig is ignored.
func Ignored(sig os.Signal) bool {
	require("signal.Ignored")
	n := numberOf(sig)
	return n >= 0 && isIgnored(n)
}

// Reset undoes earlier calls of Notify for the given signals, or for all if none is given.
func Reset(sig ...os.Signal) {
	require("signal.Reset")
	cancel(sig, reset)
}

// NotifyContext returns a copy of parent that is done when one of the signals arrives, when stop is called, or when
// parent is done. The call of stop also restores the usual effect of the signals.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancel(parent)
	c := &signalContext{Context: inner, cancel: cancel, signals: signals, channel: make(chan os.Signal, 1)}
	Notify(c.channel, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case <-c.channel:
				c.cancel()
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

type signalContext struct {
	context.Context
	cancel  context.CancelFunc
	signals []os.Signal
	channel chan os.Signal
}

func (c *signalContext) stop() {
	c.cancel()
	Stop(c.channel)
}

func (c *signalContext) String() string {
	name := "unknown context"
	if s, ok := c.Context.(interface{ String() string }); ok {
		name = s.String()
		if n := len(name) - len(".WithCancel"); n > 0 && name[n:] == ".WithCancel" {
			name = name[:n]
		}
	}
	text := "signal.NotifyContext(" + name
	if len(c.signals) > 0 {
		text += ", ["
		for i, s := range c.signals {
			if i > 0 {
				text += " "
			}
			text += s.String()
		}
		text += "]"
	}
	return text + ")"
}
