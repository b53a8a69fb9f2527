// Package errgroup runs goroutines that work on parts of one task, with the first error and cancellation.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group is a set of goroutines working on parts of one task. The zero value has no limit and cancels nothing.
type Group struct {
	cancel func(error)
	wg     sync.WaitGroup
	slots  chan struct{} // nil without a limit
	once   sync.Once
	err    error
}

// WithContext returns a Group and a context derived from ctx that is cancelled when a function of the group first
// returns an error, or when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// Wait blocks until all functions of the group have returned and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

// Go calls f in a new goroutine, once the limit allows.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo calls f in a new goroutine unless the limit is reached, and reports whether it did.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.start(f)
	return true
}

func (g *Group) start(f func() error) {
	g.wg.Add(1)
	go func() {
		defer func() {
			if g.slots != nil {
				<-g.slots
			}
			g.wg.Done()
		}()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

// SetLimit limits the group to n goroutines at a time; a negative n means no limit. No goroutine may be active.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if active := len(g.slots); active != 0 {
		panic(fmt.Errorf("errgroup: modify limit while %v goroutines in the group are still active", active))
	}
	g.slots = make(chan struct{}, n)
}
