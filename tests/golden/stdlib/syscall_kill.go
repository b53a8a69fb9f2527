// run

// Kill sends a signal, as tests of signal handlers do to their own process.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	fmt.Println(syscall.Kill(syscall.Getpid(), syscall.SIGUSR1), <-c)
	fmt.Println(syscall.Getpid() == os.Getpid(), syscall.Kill(os.Getpid(), 0))
	err := syscall.Kill(1<<22+1, syscall.SIGTERM)
	fmt.Println(err, err == syscall.ESRCH)
	err = syscall.Kill(os.Getpid(), 1000)
	fmt.Println(err, err == syscall.EINVAL)
}
