// norace

// Access: range over an array copies it before the loop.
package main

func main() {
	var a [4]int
	b := a
	done := make(chan bool)
	go func() {
		a[0] = 1
		done <- true
	}()
	for _, v := range b {
		use(v)
	}
	<-done
}

func use(...any) {}
