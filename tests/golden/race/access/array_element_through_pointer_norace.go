// norace

// Access: an element through a pointer to the array; here one after the other.
package main

func main() {
	var a [4]int
	p := &a
	done := make(chan bool)
	go func() {
		p[2] = 1
		done <- true
	}()
	<-done
	use(a[2])
}

func use(...any) {}
