// norace

// Access: the inner slice is an element of the outer one; here one after the other.
package main

func main() {
	s := [][]int{{1}, {2}}
	done := make(chan bool)
	go func() {
		s[0] = nil
		done <- true
	}()
	<-done
	use(len(s[0]))
}

func use(...any) {}
