// run exit=66 flags=-race,--race-format=json
// modes: plain

// Report: the same as data, one object a line.
package main

import "runtime"

type account struct{ owner, balance int }

func store(a *account) { a.balance = 1 }

func main() {
	a := &account{}
	go store(a)
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	a.balance = 2
}
