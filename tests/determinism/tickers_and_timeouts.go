package main

import (
	"fmt"
	"time"
)

func main() {
	fast, slow := time.NewTicker(30*time.Millisecond), time.NewTicker(70*time.Millisecond)
	defer fast.Stop()
	defer slow.Stop()
	timeout := time.After(time.Second)
	var order []byte
	for {
		select {
		case <-fast.C:
			order = append(order, 'f')
			time.Sleep(20 * time.Millisecond)
		case <-slow.C:
			order = append(order, 's')
		case <-timeout:
			fmt.Println(string(order))
			return
		}
	}
}
