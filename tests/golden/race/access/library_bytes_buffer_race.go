// race

// Access: a bytes.Buffer written and read.
package main

import "bytes"

func main() {
	var b bytes.Buffer
	done := make(chan bool)
	go func() {
		b.WriteByte(1)
		done <- true
	}()
	use(b.Len())
	<-done
}

func use(...any) {}
