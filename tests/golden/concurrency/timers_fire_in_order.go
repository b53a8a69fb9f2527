// run flags=--virtual-time

package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	out := make(chan int)
	for _, d := range []int{3, 1, 2} {
		time.AfterFunc(time.Duration(d)*time.Hour, func() { out <- d })
	}
	fmt.Println(<-out, <-out, <-out, time.Since(start))
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop(), t.Reset(time.Minute))
	<-t.C
	fmt.Println(time.Since(start))
	tick := time.NewTicker(time.Second)
	for i := 0; i < 3; i++ {
		<-tick.C
	}
	tick.Stop()
	select {
	case <-tick.C:
		fmt.Println("ticked after Stop")
	case <-time.After(10 * time.Second):
		fmt.Println(time.Since(start))
	}
}
