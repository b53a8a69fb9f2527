// race

// Access: an element through its address.
package main

func main() {
	s := make([]int, 4)
	p := &s[1]
	done := make(chan bool)
	go func() {
		*p = 1
		done <- true
	}()
	use(s[1])
	<-done
}

func use(...any) {}
