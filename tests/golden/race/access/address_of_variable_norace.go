// norace

// Access: &x is no access to x.
package main

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	p := &x
	use(p)
	<-done
}

func use(...any) {}
