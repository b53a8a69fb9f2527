// run exit=2

// A deadlock on a mutex whose short critical section panicked names who holds it and where it was locked.
package main

import "sync"

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) share(among int) {
	a.mu.Lock()
	a.balance /= among
	a.mu.Unlock()
}

func main() {
	a := &account{balance: 100}
	func() {
		defer func() { recover() }()
		a.share(0)
	}()
	a.share(2)
}
