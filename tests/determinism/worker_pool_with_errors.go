package main

import (
	"context"
	"fmt"
	"math/rand"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(3)
	started := 0
	for i := 0; i < 30; i++ {
		g.Go(func() error {
			started++
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Duration(rand.Intn(50)) * time.Millisecond):
			}
			if rand.Intn(10) == 0 {
				return fmt.Errorf("worker %d failed", i)
			}
			return nil
		})
	}
	fmt.Println(g.Wait(), started)
}
