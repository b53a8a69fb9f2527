// race

// Access: the variable a pointer points to.
package main

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		*p = 1
		done <- true
	}()
	use(*p)
	<-done
}

func use(...any) {}
