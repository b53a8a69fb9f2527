// norace

// Access: the body of a range over a function; here one after the other.
package main

func seq(yield func(int) bool) { yield(1) }

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		for i := range seq {
			x = i
		}
		done <- true
	}()
	<-done
	use(x)
}

func use(...any) {}
