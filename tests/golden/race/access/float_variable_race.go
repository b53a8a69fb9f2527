// race

// Access: a variable of type float64.
package main

func main() {
	f := 0.0
	done := make(chan bool)
	go func() {
		f = 1.5
		done <- true
	}()
	use(f)
	<-done
}

func use(...any) {}
