// norace

// Access: range over a pointer to an array reads the elements; here one after the other.
package main

func main() {
	var a [4]int
	p := &a
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	<-done
	for _, v := range p {
		use(v)
	}
}

func use(...any) {}
