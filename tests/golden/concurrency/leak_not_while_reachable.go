// run flags=--leaks=fail

// Who can still be woken is not leaked: by a goroutine that runs, sleeps or waits for I/O, by a timer, through a package
// variable, by a finalizer, through a weak pointer.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"time"
	"weak"
)

var (
	global = make(chan int)
	mu     sync.Mutex
)

type box struct{ c chan int }

func wait(c chan int) { <-c }

func main() {
	go wait(global)

	sleeper := make(chan int)
	go wait(sleeper)
	go func() {
		time.Sleep(time.Hour)
		close(sleeper)
	}()

	first, second := make(chan int), make(chan int)
	go func() {
		wait(first)
		close(second)
	}()
	go wait(second)
	time.AfterFunc(time.Hour, func() { close(first) })

	<-time.NewTimer(time.Nanosecond).C
	go func() { <-time.After(time.Hour) }()
	ticks := time.NewTicker(time.Hour)
	go func() { <-ticks.C }()

	mu.Lock()
	go mu.Lock()

	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	go func() { <-interrupts }()

	finalized := &box{make(chan int)}
	go wait(finalized.c)
	runtime.SetFinalizer(finalized, func(b *box) { close(b.c) })

	held := &box{make(chan int)}
	pointer := weak.Make(held)
	go func(c chan int) {
		<-c
		runtime.KeepAlive(held)
	}(held.c)
	go func() {
		time.Sleep(time.Hour)
		close(pointer.Value().c)
	}()

	busy := make(chan int)
	go wait(busy)
	go func() {
		for {
			select {
			case busy <- 1:
			default:
				runtime.Gosched()
			}
		}
	}()
	runtime.Gosched()
	fmt.Println("done")
}
