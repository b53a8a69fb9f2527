// norace

// Access: a promoted field, by its two names; here one after the other.
package main

type base struct{ n int }
type derived struct {
	pad int
	base
}

func main() {
	d := &derived{}
	done := make(chan bool)
	go func() {
		d.n = 1
		done <- true
	}()
	<-done
	use(d.base.n)
}

func use(...any) {}
