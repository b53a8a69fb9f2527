// run

package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key string

func main() {
	root, cancel := context.WithCancelCause(context.WithValue(context.Background(), key("user"), "ann"))
	child, stop := context.WithTimeout(root, time.Hour)
	defer stop()
	detached := context.WithoutCancel(child)
	done := make(chan string)
	context.AfterFunc(child, func() { done <- "after func" })
	fmt.Println(child.Err(), child.Value(key("user")), child.Value(key("none")))
	cancel(errors.New("enough"))
	<-child.Done()
	fmt.Println(<-done)
	fmt.Println(child.Err(), context.Cause(child), root.Err(), detached.Err(), detached.Value(key("user")))

	timed, stop2 := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("slow"))
	defer stop2()
	<-timed.Done()
	fmt.Println(timed.Err(), context.Cause(timed), errors.Is(timed.Err(), context.DeadlineExceeded))
	fmt.Println(context.Background(), context.TODO(), root)
	past, stop3 := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer stop3()
	fmt.Println(past.Err())
}
