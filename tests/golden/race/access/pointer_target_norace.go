// norace

// Access: the variable a pointer points to; here one after the other.
package main

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		*p = 1
		done <- true
	}()
	<-done
	use(*p)
}

func use(...any) {}
