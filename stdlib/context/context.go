// Package context defines Context, which carries deadlines, cancellation and request-scoped values between functions
// and goroutines.
//
// A call that takes a Context takes it as its first parameter; a chain of calls passes it on or replaces it with one
// derived by WithCancel, WithDeadline, WithTimeout or WithValue. When a context is cancelled all contexts derived from
// it are cancelled too. Every cancel function must be called, so that the parent forgets the child.
package context

import (
	"errors"
	"sync"
	"time"
)

// A Context carries a deadline, a cancellation signal and values. Its methods may be called by several goroutines.
type Context interface {
	// Deadline returns when work should be cancelled; ok is false without a deadline.
	Deadline() (deadline time.Time, ok bool)
	// Done returns a channel that is closed when work should stop; nil if that can never happen.
	Done() <-chan struct{}
	// Err returns nil until Done is closed, then Canceled or DeadlineExceeded.
	Err() error
	// Value returns the value of key in this context, or nil.
	Value(key any) any
}

// Canceled is what Err returns when a context was cancelled.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is what Err returns when a context's deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// A CancelFunc tells an operation to stop. It does not wait for that; calls after the first do nothing.
type CancelFunc func()

// A CancelCauseFunc is a CancelFunc that also sets the cause. A nil cause means Canceled.
type CancelCauseFunc func(cause error)

type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background returns an empty context, never cancelled: the root of a tree.
func Background() Context { return backgroundCtx{} }

// TODO returns an empty context, for when it is unclear which one to use.
func TODO() Context { return todoCtx{} }

// WithCancel returns a child of parent that is done when cancel is called or parent is done.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a cancel function that records a cause.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// Cause returns why c was cancelled: the cause of the first cancellation of c or of one of its parents, else c.Err().
func Cause(c Context) error {
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok {
		cc.mu.Lock()
		cause := cc.cause
		cc.mu.Unlock()
		if cause != nil {
			return cause
		}
	}
	return c.Err()
}

// WithDeadline returns a child of parent that is done at d, or earlier as parent or the returned cancel say.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with a cause for when the deadline passes.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if current, ok := parent.Deadline(); ok && current.Before(d) {
		return WithCancel(parent) // parent's deadline comes first
	}
	c := &timerCtx{deadline: d}
	c.init(parent, c)
	left := time.Until(d)
	if left <= 0 {
		c.cancel(true, DeadlineExceeded, cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	c.mu.Lock()
	if c.err == nil {
		c.timer = time.AfterFunc(left, func() { c.cancel(true, DeadlineExceeded, cause) })
	}
	c.mu.Unlock()
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithTimeout is WithDeadline(parent, time.Now().Add(timeout)).
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

// WithTimeoutCause is WithTimeout with a cause for when the time is over.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// AfterFunc calls f in its own goroutine when ctx is done. The returned stop undoes that, and reports whether f will
// not run because of it.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.init(ctx, a)
	return func() bool {
		stopped := false
		a.once.Do(func() { stopped = true })
		if stopped {
			a.cancel(true, Canceled, nil)
		}
		return stopped
	}
}

// A context that can be cancelled by its parent.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// A parent of some other implementation that can call a function when it is done.
type afterFuncer interface {
	AfterFunc(func()) func() bool
}

// The key under which a cancelCtx finds itself.
var cancelCtxKey int

// A cancelCtx can be cancelled; it cancels its children first to last.
type cancelCtx struct {
	Context // the parent

	mu     sync.Mutex
	done   chan struct{} // made when somebody asks for it
	first  *childNode    // children that can be cancelled, in the order in which they were derived
	last   *childNode
	node   *childNode // in the parent's list
	stop   func() bool
	parent *cancelCtx
	err    error
	cause  error
}

// childNode is one child in its parent's list.
type childNode struct {
	child      canceler
	prev, next *childNode
}

func newCancelCtx(parent Context) *cancelCtx {
	c := &cancelCtx{}
	c.init(parent, c)
	return c
}

var closedChan = make(chan struct{})

func init() { close(closedChan) }

// init makes self, which embeds c, a child of parent.
func (c *cancelCtx) init(parent Context, self canceler) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c.Context = parent
	if p, ok := parent.(*cancelCtx); ok {
		c.attach(p, self) // the usual case needs no channel
		return
	}
	done := parent.Done()
	if done == nil {
		return // never cancelled
	}
	select {
	case <-done:
		self.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	if p, ok := parent.Value(&cancelCtxKey).(*cancelCtx); ok && p.Done() == done {
		c.attach(p, self)
		return
	}
	if a, ok := parent.(afterFuncer); ok {
		stop := a.AfterFunc(func() { self.cancel(false, parent.Err(), Cause(parent)) })
		c.mu.Lock()
		c.stop = stop
		c.mu.Unlock()
		return
	}
	go func() {
		select {
		case <-done:
			self.cancel(false, parent.Err(), Cause(parent))
		case <-self.Done():
		}
	}()
}

// attach makes self a child of p, or cancels it if p is done.
func (c *cancelCtx) attach(p *cancelCtx, self canceler) {
	p.mu.Lock()
	err, cause := p.err, p.cause
	if err == nil {
		c.parent = p
		c.node = &childNode{child: self, prev: p.last}
		if p.last == nil {
			p.first = c.node
		} else {
			p.last.next = c.node
		}
		p.last = c.node
	}
	p.mu.Unlock()
	if err != nil {
		self.cancel(false, err, cause)
	}
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return value(c.Context, key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	c.mu.Lock()
	if c.done == nil {
		c.done = make(chan struct{})
	}
	d := c.done
	c.mu.Unlock()
	return d
}

func (c *cancelCtx) Err() error {
	c.mu.Lock()
	err := c.err
	c.mu.Unlock()
	return err
}

// cancel closes done and cancels the children; the first call decides about err and cause.
func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err, c.cause = err, cause
	if c.done == nil {
		c.done = closedChan
	} else {
		close(c.done)
	}
	node := c.first
	c.first, c.last = nil, nil
	c.mu.Unlock()
	for node != nil {
		next := node.next
		node.prev, node.next = nil, nil
		node.child.cancel(false, err, cause)
		node = next
	}
	if removeFromParent {
		c.detach()
	}
}

// detach takes c out of its parent's list.
func (c *cancelCtx) detach() {
	if c.stop != nil {
		c.stop()
	}
	p, n := c.parent, c.node
	if p == nil || n == nil {
		return
	}
	p.mu.Lock()
	if p.first == n || n.prev != nil {
		if n.prev == nil {
			p.first = n.next
		} else {
			n.prev.next = n.next
		}
		if n.next == nil {
			p.last = n.prev
		} else {
			n.next.prev = n.prev
		}
		n.prev, n.next = nil, nil
	}
	c.node = nil
	p.mu.Unlock()
}

type stringer interface{ String() string }

// typeName returns the name of v's dynamic type, as %T prints it.
func typeName(v any) string

func contextName(c Context) string {
	if s, ok := c.(stringer); ok {
		return s.String()
	}
	return typeName(c)
}

func (c *cancelCtx) String() string { return contextName(c.Context) + ".WithCancel" }

// A timerCtx is a cancelCtx with a deadline.
type timerCtx struct {
	cancelCtx
	timer    *time.Timer
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return contextName(c.cancelCtx.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func (c *timerCtx) cancel(removeFromParent bool, err, cause error) {
	c.cancelCtx.cancel(removeFromParent, err, cause)
	c.mu.Lock()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	c.mu.Unlock()
}

// An afterFuncCtx runs a function instead of being waited for.
type afterFuncCtx struct {
	cancelCtx
	once sync.Once
	f    func()
}

func (a *afterFuncCtx) cancel(removeFromParent bool, err, cause error) {
	a.cancelCtx.cancel(removeFromParent, err, cause)
	a.once.Do(func() { go a.f() })
}

// WithValue returns a child of parent in which key has the value val. Keys must be comparable and should have a type
// of their own.
func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !isComparable(key) {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

// isComparable reports whether the dynamic type of v is comparable.
func isComparable(v any) bool

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return value(c.Context, key)
}

func (c *valueCtx) String() string {
	return contextName(c.Context) + ".WithValue(" + describe(c.key) + ", " + describe(c.val) + ")"
}

// describe names a key or value without fmt: Stringers, strings and nil speak for themselves.
func describe(v any) string {
	switch s := v.(type) {
	case stringer:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return typeName(v)
}

// value walks up the parents without recursion, as chains may be long.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &cancelCtxKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case *afterFuncCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == &cancelCtxKey {
				return nil // nothing cancels it
			}
			c = ctx.c
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

// WithoutCancel returns a context with the values of parent that is not done when parent is.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct{ c Context }

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c withoutCancelCtx) String() string                        { return contextName(c.c) + ".WithoutCancel" }
