// race

// Access: range over a pointer to an array reads the elements.
package main

func main() {
	var a [4]int
	p := &a
	done := make(chan bool)
	go func() {
		a[3] = 1
		done <- true
	}()
	for _, v := range p {
		use(v)
	}
	<-done
}

func use(...any) {}
