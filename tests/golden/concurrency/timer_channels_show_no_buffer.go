// run flags=--virtual-time

// Since Go 1.23 the channel of a timer has no length and no capacity, and no value stays after Stop and Reset.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Millisecond)
	time.Sleep(2 * time.Millisecond)
	fmt.Println(len(t.C), cap(t.C))
	fmt.Println("stopped:", t.Stop())
	select {
	case <-t.C:
		fmt.Println("a value from before")
	default:
		fmt.Println("nothing")
	}
	t.Reset(time.Millisecond)
	time.Sleep(2 * time.Millisecond)
	fmt.Println("reset:", t.Reset(time.Hour))
	select {
	case <-t.C:
		fmt.Println("a value from before")
	default:
		fmt.Println("nothing")
	}
	tick := time.NewTicker(time.Millisecond)
	time.Sleep(2 * time.Millisecond)
	fmt.Println(len(tick.C), cap(tick.C))
	tick.Reset(time.Hour)
	select {
	case <-tick.C:
		fmt.Println("a value from before")
	default:
		fmt.Println("nothing")
	}
	fmt.Println(cap(time.After(time.Hour)), cap(time.Tick(time.Hour)))
}
