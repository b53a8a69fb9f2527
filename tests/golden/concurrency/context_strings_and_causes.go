// run flags=--virtual-time

package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key struct{ name string }

type named string

func (n named) String() string { return "named " + string(n) }

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO())
	c1, cancel1 := context.WithCancel(bg)
	c2 := context.WithValue(c1, key{"k"}, "v")
	c3 := context.WithValue(c2, named("n"), named("m"))
	c4, cancel4 := context.WithDeadline(c3, time.Date(2000, 1, 1, 1, 0, 0, 0, time.UTC))
	defer cancel4()
	fmt.Println(c1)
	fmt.Println(c2)
	fmt.Println(c3)
	fmt.Println(c4)
	fmt.Println(context.WithoutCancel(c4))
	fmt.Println(c4.Value(key{"k"}), c4.Value(named("n")), c4.Value("k"))
	deadline, ok := c4.Deadline()
	fmt.Println(deadline.UTC(), ok)
	cancel1()
	fmt.Println(c4.Err(), context.Cause(c4), context.WithoutCancel(c4).Err())

	cause := errors.New("cause")
	d1, cancelD := context.WithCancelCause(bg)
	d2, stop := context.WithTimeoutCause(d1, time.Hour, errors.New("late"))
	defer stop()
	cancelD(cause)
	cancelD(errors.New("too late"))
	fmt.Println(d2.Err(), context.Cause(d2), context.Cause(bg))

	e, stopE := context.WithTimeoutCause(bg, time.Second, errors.New("slow"))
	defer stopE()
	<-e.Done()
	fmt.Println(e.Err(), context.Cause(e), errors.Is(e.Err(), context.DeadlineExceeded))
	var t interface{ Timeout() bool }
	fmt.Println(errors.As(e.Err(), &t) && t.Timeout())

	f, cancelF := context.WithCancel(bg)
	ran := make(chan string)
	stopped := context.AfterFunc(f, func() { ran <- "stopped" })
	context.AfterFunc(f, func() { ran <- "ran" })
	fmt.Println(stopped(), stopped())
	cancelF()
	fmt.Println(<-ran)
}
