// run flags=--virtual-time

package main

import (
	"fmt"
	"time"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	t := time.NewTimer(time.Second)
	fmt.Println(t.Stop(), t.Stop())
	fmt.Println(t.Reset(time.Second), t.Reset(2*time.Second))
	start := time.Now()
	<-t.C
	fmt.Println(time.Since(start), t.Stop(), t.Reset(0))

	// A value that was not received is gone after Stop and Reset (Go 1.23).
	time.Sleep(time.Second)
	fmt.Println(t.Stop())
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("nothing")
	}
	t.Reset(time.Second)
	time.Sleep(2 * time.Second)
	t.Reset(time.Hour)
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("nothing")
	}

	ran := make(chan bool, 1)
	f := time.AfterFunc(time.Minute, func() { ran <- true })
	fmt.Println(f.Stop(), f.Reset(time.Second), <-ran, f.Stop())

	k := time.NewTicker(time.Second)
	<-k.C
	k.Reset(time.Minute)
	start = time.Now()
	<-k.C
	fmt.Println(time.Since(start))
	// Ticks that nobody takes are dropped.
	time.Sleep(10 * time.Minute)
	<-k.C
	start = time.Now()
	<-k.C
	fmt.Println(time.Since(start) <= time.Minute)
	k.Stop()

	try(func() { time.NewTicker(0) })
	try(func() { k.Reset(-1) })
	try(func() { new(time.Timer).Stop() })
	try(func() { new(time.Timer).Reset(1) })
	new(time.Ticker).Stop()
	fmt.Println(time.Tick(0) == nil, time.Tick(-1) == nil)
}
