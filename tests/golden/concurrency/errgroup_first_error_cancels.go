// run

package main

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(2)
	g.Go(func() error { return errors.New("first") })
	g.Go(func() error { <-ctx.Done(); return errors.New("second") })
	fmt.Println(g.Wait(), context.Cause(ctx))

	s := semaphore.NewWeighted(3)
	fmt.Println(s.TryAcquire(2), s.TryAcquire(2))
	s.Release(2)
	fmt.Println(s.Acquire(context.Background(), 3))

	var once singleflight.Group
	v, err, shared := once.Do("k", func() (any, error) { return 42, nil })
	fmt.Println(v, err, shared)
}
