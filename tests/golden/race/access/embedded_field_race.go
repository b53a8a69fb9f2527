// race

// Access: a promoted field, by its two names.
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
	use(d.base.n)
	<-done
}

func use(...any) {}
