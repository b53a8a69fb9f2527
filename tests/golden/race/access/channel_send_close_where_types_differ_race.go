// race

// Access: misuse: a send and a close that nothing orders; the close is deferred in a generic function, and the channel has
// a type of its own.
package main

import "time"

type flags chan bool

func shut[T any, C ~chan T](c C) { defer close(c) }

func main() {
	c := make(flags, 1)
	go func() { c <- true }()
	time.Sleep(time.Millisecond)
	shut[bool](c)
}
