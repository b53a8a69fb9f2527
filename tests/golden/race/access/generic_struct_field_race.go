// race

// Access: a field of a generic type.
package main

type box[T any] struct{ pad, v T }

func main() {
	b := &box[int8]{}
	done := make(chan bool)
	go func() {
		b.v = 1
		done <- true
	}()
	use(b.v)
	<-done
}

func use(...any) {}
