// norace

// Row "buffered channel": each object is the sender's until it is sent, the receiver's afterwards.
package main

func main() {
	c := make(chan *int, 4)
	go func() {
		for i := 0; i < 100; i++ {
			p := new(int)
			*p = i
			c <- p
		}
		close(c)
	}()
	for p := range c {
		*p++
	}
}
