// norace

// Row "fmt, log, ...": printing by several goroutines is no race.
package main

import "fmt"

func main() {
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			fmt.Print("line\n")
			fmt.Sprintf("%d %v", 1, []int{2})
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
}
