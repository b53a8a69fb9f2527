// race

// Access: a type assertion reads the variable.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	n, ok := a.(int)
	use(n, ok)
	<-done
}

func use(...any) {}
