// race

// Access: an access through a type parameter.
package main

func set[T any](p *T, v T) { *p = v }

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		set(p, 1)
		done <- true
	}()
	use(*p)
	<-done
}

func use(...any) {}
