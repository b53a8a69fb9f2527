// Package semaphore provides a weighted semaphore.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

// Weighted bounds the total weight of what runs at one time.
type Weighted struct {
	size    int64
	current int64
	mu      sync.Mutex
	waiters list.List // of *waiter
}

type waiter struct {
	n     int64
	ready chan struct{} // closed when the weight is granted
}

// NewWeighted returns a semaphore with the given total weight.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire takes weight n, and waits for it in line. When ctx is done first it returns ctx.Err() and takes nothing.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.size-s.current >= n && s.waiters.Len() == 0 {
		s.current += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		s.mu.Unlock() // can never succeed
		<-done
		return ctx.Err()
	}
	w := &waiter{n: n, ready: make(chan struct{})}
	place := s.waiters.PushBack(w)
	s.mu.Unlock()

	select {
	case <-w.ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
			return nil
		}
	case <-done:
		s.mu.Lock()
		select {
		case <-w.ready: // granted in the meantime: give it back
			s.current -= n
			s.grant()
		default:
			first := s.waiters.Front() == place
			s.waiters.Remove(place)
			if first && s.size > s.current {
				s.grant()
			}
		}
		s.mu.Unlock()
		return ctx.Err()
	}
}

// TryAcquire takes weight n unless that would wait, and reports whether it did.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	ok := s.size-s.current >= n && s.waiters.Len() == 0
	if ok {
		s.current += n
	}
	s.mu.Unlock()
	return ok
}

// Release gives weight n back.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	s.current -= n
	if s.current < 0 {
		s.mu.Unlock()
		panic("semaphore: released more than held")
	}
	s.grant()
	s.mu.Unlock()
}

// grant wakes waiters in line while there is weight for them; a large one is not overtaken by small ones.
func (s *Weighted) grant() {
	for next := s.waiters.Front(); next != nil; next = s.waiters.Front() {
		w := next.Value.(*waiter)
		if s.size-s.current < w.n {
			return
		}
		s.current += w.n
		s.waiters.Remove(next)
		close(w.ready)
	}
}
