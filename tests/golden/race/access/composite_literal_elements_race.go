// race

// Access: a composite literal reads the variables in it.
package main

type pair struct{ a, b int }

func main() {
	x := 0
	done := make(chan bool)
	go func() {
		x = 1
		done <- true
	}()
	use(pair{x, 2})
	<-done
}

func use(...any) {}
