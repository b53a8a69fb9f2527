// run
// modes: plain
// slow: it measures the process, to which a sanitizer adds memory of its own

// Ten million goroutines, one after another, take no more memory than the first million: what grows is less than a
// megabyte, where 10,000,000 times one byte would be ten.
package main

import (
	"fmt"
	"os"
	"strings"
)

// peak returns the most memory that the process has occupied, in kilobytes.
func peak() int {
	text, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(text), "\n") {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 {
			return kb
		}
	}
	return -1
}

func main() {
	done := make(chan int)
	spawn := func(n int) {
		for i := 0; i < n; i++ {
			go func() { done <- i }()
			if <-done != i {
				panic(i)
			}
		}
	}
	spawn(1_000_000) // the heap has reached the size at which it is collected
	before := peak()
	spawn(10_000_000)
	grown := peak() - before
	fmt.Println("flat:", before > 0 && grown < 1024)
	if len(os.Args) > 1 {
		fmt.Println(before, "KB before,", grown, "KB more")
	}
}
