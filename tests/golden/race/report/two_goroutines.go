// race

// Report: two goroutines, neither of them main, each with the place where it was created.
package main

import "runtime"

type account struct{ owner, balance int }

func (a *account) deposit(n int) { a.balance += n }

func first(a *account, turn, end chan bool) {
	a.deposit(1)
	turn <- true
	<-end
}

func second(a *account, done chan bool) {
	a.deposit(2)
	done <- true
}

func main() {
	a := &account{}
	turn, end, done := make(chan bool, 1), make(chan bool), make(chan bool)
	go first(a, turn, end)
	for len(turn) == 0 {
		runtime.Gosched()
	}
	go second(a, done)
	<-done
}
