// norace

// Access: range over an array without a value does not read it.
package main

func main() {
	var a [4]int
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	for i := range a {
		use(i)
	}
	<-done
}

func use(...any) {}
