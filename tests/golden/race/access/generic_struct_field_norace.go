// norace

// Access: a field of a generic type; here one after the other.
package main

type box[T any] struct{ pad, v T }

func main() {
	b := &box[int8]{}
	done := make(chan bool)
	go func() {
		b.v = 1
		done <- true
	}()
	<-done
	use(b.v)
}

func use(...any) {}
