// run exit=2

// Unlock forgotten on an early return: the goroutine that holds the lock has ended.
package main

import "sync"

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(n int) bool {
	a.mu.Lock()
	if n > a.balance {
		return false
	}
	a.balance -= n
	a.mu.Unlock()
	return true
}

func main() {
	a := &account{balance: 1}
	done := make(chan bool)
	go func() { done <- a.withdraw(2) }()
	<-done
	a.withdraw(1)
}
