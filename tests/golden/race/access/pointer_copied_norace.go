// norace

// Access: copying a pointer does not read what it points to.
package main

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		*p = 1
		done <- true
	}()
	q := p
	use(q)
	<-done
}

func use(...any) {}
