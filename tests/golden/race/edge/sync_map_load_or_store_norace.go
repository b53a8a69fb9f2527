// norace

// Row "sync.Map": a LoadOrStore that loads is ordered after the one that stored.
package main

import "sync"

type entry struct{ n int }

func main() {
	var m sync.Map
	done := make(chan bool)
	get := func() {
		e := &entry{}
		e.n = 1
		if v, loaded := m.LoadOrStore("k", e); loaded {
			use(v.(*entry).n)
		}
		done <- true
	}
	go get()
	go get()
	<-done
	<-done
}

func use(int) {}
