// norace

// Access: a bytes.Buffer written and read; here one after the other.
package main

import "bytes"

func main() {
	var b bytes.Buffer
	done := make(chan bool)
	go func() {
		b.WriteByte(1)
		done <- true
	}()
	<-done
	use(b.Len())
}

func use(...any) {}
