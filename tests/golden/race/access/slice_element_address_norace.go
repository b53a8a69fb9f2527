// norace

// Access: an element through its address; here one after the other.
package main

func main() {
	s := make([]int, 4)
	p := &s[1]
	done := make(chan bool)
	go func() {
		*p = 1
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
