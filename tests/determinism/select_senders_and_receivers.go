package main

import (
	"fmt"
	"runtime"
)

func main() {
	in, out, quit := make(chan int), make(chan int), make(chan bool)
	for i := 0; i < 4; i++ {
		go func() {
			for n := 0; ; n++ {
				select {
				case in <- i*1000 + n:
				case x := <-out:
					runtime.Gosched()
					_ = x
				case <-quit:
					return
				}
			}
		}()
	}
	sum, sent := 0, 0
	for i := 0; i < 3000; i++ {
		select {
		case x := <-in:
			sum = sum*31%1000003 + x
		case out <- i:
			sent++
		}
	}
	close(quit)
	fmt.Println(sum, sent)
}
