// norace

// Row "Once, OnceValues": the one call ends -> return of every call.
package main

import "sync"

func main() {
	x := 0
	get := sync.OnceValues(func() (int, error) {
		x = 1
		return 1, nil
	})
	done := make(chan bool)
	go func() {
		get()
		use(x)
		done <- true
	}()
	get()
	use(x)
	<-done
}

func use(int) {}
