package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"sync"
	"time"
)

var errEnough = errors.New("enough")

func main() {
	root, cancel := context.WithCancelCause(context.Background())
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ctx, stop := context.WithTimeout(root, time.Duration(rand.Intn(100))*time.Millisecond)
			defer stop()
			<-ctx.Done()
			fmt.Println(i, ctx.Err(), context.Cause(ctx))
		}()
	}
	time.Sleep(time.Duration(rand.Intn(100)) * time.Millisecond)
	cancel(errEnough)
	wg.Wait()
}
