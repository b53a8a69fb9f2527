// run exit=2

// What waits for a WaitGroup or a Cond is told where that was added to, made and signalled last.
package main

import "sync"

var group sync.WaitGroup

type queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	items []int
}

func newQueue() *queue {
	q := &queue{}
	q.ready = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(n int) {
	q.mu.Lock()
	q.items = append(q.items, n)
	q.mu.Unlock()
	q.ready.Signal()
}

func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.ready.Wait()
	}
	n := q.items[0]
	q.items = q.items[1:]
	return n
}

func main() {
	q := newQueue()
	group.Add(1)
	go func() {
		q.take()
		q.take()
		group.Done()
	}()
	q.put(1)

	var other sync.WaitGroup
	other.Go(func() {
		c := sync.Cond{L: new(sync.Mutex)}
		c.L.Lock()
		c.Wait()
	})
	go other.Wait()
	group.Wait()
}
