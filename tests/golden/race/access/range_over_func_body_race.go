// race

// Access: the body of a range over a function.
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
	use(x)
	<-done
}

func use(...any) {}
