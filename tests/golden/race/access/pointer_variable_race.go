// race

// Access: the pointer variable itself.
package main

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		p = new(int)
		done <- true
	}()
	use(*p)
	<-done
}

func use(...any) {}
