// Package singleflight suppresses duplicate calls: of several that run at one time with the same key, one does the work.
package singleflight

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// A Group is a namespace of keys. The zero value is ready to use.
type Group struct {
	mu sync.Mutex
	m  map[string]*call
}

// Result is what DoChan sends.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

type call struct {
	wg    sync.WaitGroup
	val   any
	err   error
	dups  int
	chans []chan<- Result
}

var errGoexit = errors.New("runtime.Goexit was called")

// A panicError carries the panic of the working call to the others.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

// Do calls fn and returns what it returns. Calls with the same key that come meanwhile wait and get the same; shared
// tells whether v went to several callers.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	g.mu.Lock()
	if c, ok := g.m[key]; ok {
		c.dups++
		g.mu.Unlock()
		c.wg.Wait()
		if e, ok := c.err.(*panicError); ok {
			panic(e)
		} else if c.err == errGoexit {
			runtime.Goexit()
		}
		return c.val, c.err, true
	}
	c := g.add(key)
	g.mu.Unlock()
	g.run(c, key, fn)
	return c.val, c.err, c.dups > 0
}

// DoChan is Do with a channel that gets the result.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	g.mu.Lock()
	if c, ok := g.m[key]; ok {
		c.dups++
		c.chans = append(c.chans, ch)
		g.mu.Unlock()
		return ch
	}
	c := g.add(key)
	c.chans = []chan<- Result{ch}
	g.mu.Unlock()
	go g.run(c, key, fn)
	return ch
}

// Forget makes the next Do of key call its function instead of waiting for an earlier call.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.m, key)
	g.mu.Unlock()
}

func (g *Group) add(key string) *call {
	if g.m == nil {
		g.m = make(map[string]*call)
	}
	c := &call{}
	c.wg.Add(1)
	g.m[key] = c
	return c
}

func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned, panicked := false, false
	defer func() {
		if !returned && !panicked {
			c.err = errGoexit
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		c.wg.Done()
		if g.m[key] == c {
			delete(g.m, key)
		}
		if e, ok := c.err.(*panicError); ok {
			if len(c.chans) > 0 {
				go panic(e) // nobody could recover it where the channel is read
				select {}
			}
			panic(e)
		}
		if c.err != errGoexit {
			for _, ch := range c.chans {
				ch <- Result{c.val, c.err, c.dups > 0}
			}
		}
	}()
	func() {
		defer func() {
			if !returned {
				if v := recover(); v != nil {
					panicked = true
					c.err = &panicError{v, debug.Stack()}
				}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
}
