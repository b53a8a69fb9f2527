// norace

// Access: the pointer variable itself; here one after the other.
package main

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		p = new(int)
		done <- true
	}()
	<-done
	use(*p)
}

func use(...any) {}
