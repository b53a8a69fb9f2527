// norace

// Access: clear of a slice writes its elements; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		clear(s)
		done <- true
	}()
	<-done
	use(s[1])
}

func use(...any) {}
