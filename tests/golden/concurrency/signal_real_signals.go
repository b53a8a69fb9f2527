// run flags=--leaks=fail

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2)
	self, _ := os.FindProcess(os.Getpid())
	self.Signal(syscall.SIGUSR1)
	fmt.Println(<-c)
	self.Signal(syscall.SIGUSR2)
	fmt.Println(<-c)
	signal.Stop(c)
	signal.Ignore(syscall.SIGUSR1)
	fmt.Println(signal.Ignored(syscall.SIGUSR1))
	self.Signal(syscall.SIGUSR1)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	self.Signal(os.Interrupt)
	<-ctx.Done()
	fmt.Println(ctx.Err(), len(c))
}
