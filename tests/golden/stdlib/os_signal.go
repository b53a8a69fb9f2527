// run

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func raise(sig syscall.Signal) {
	p, _ := os.FindProcess(os.Getpid())
	if err := p.Signal(sig); err != nil {
		fmt.Println(err)
	}
}

func main() {
	c := make(chan os.Signal, 4)
	signal.Notify(c, syscall.SIGUSR1, os.Interrupt)
	raise(syscall.SIGUSR1)
	s := <-c
	fmt.Println(s, s == syscall.SIGUSR1)
	go func() {
		time.Sleep(5 * time.Millisecond)
		raise(syscall.SIGINT)
	}()
	fmt.Println(<-c)

	d := make(chan os.Signal, 1)
	signal.Notify(d, syscall.SIGUSR1)
	raise(syscall.SIGUSR1)
	fmt.Println(<-c, <-d)
	signal.Stop(c)
	raise(syscall.SIGUSR1)
	fmt.Println(<-d, len(c))

	signal.Ignore(syscall.SIGUSR1)
	raise(syscall.SIGUSR1)
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(d), signal.Ignored(syscall.SIGUSR1), signal.Ignored(syscall.SIGUSR2))

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	fmt.Println(ctx)
	raise(syscall.SIGTERM)
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case <-time.After(5 * time.Second):
		fmt.Println("late")
	}
	stop()
	defer func() { fmt.Println(recover()) }()
	signal.Notify(nil)
}
