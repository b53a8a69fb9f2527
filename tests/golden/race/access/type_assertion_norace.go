// norace

// Access: a type assertion reads the variable; here one after the other.
package main

func main() {
	var a any
	done := make(chan bool)
	go func() {
		a = 1
		done <- true
	}()
	<-done
	n, ok := a.(int)
	use(n, ok)
}

func use(...any) {}
