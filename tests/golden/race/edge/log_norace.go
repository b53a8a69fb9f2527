// norace

// Row "fmt, log, ...": logging by several goroutines is no race.
package main

import (
	"io"
	"log"
)

func main() {
	logger := log.New(io.Discard, "", 0)
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			logger.Print("line")
			logger.SetPrefix("p")
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
}
