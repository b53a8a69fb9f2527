// race

// Access: the inner slice is an element of the outer one.
package main

func main() {
	s := [][]int{{1}, {2}}
	done := make(chan bool)
	go func() {
		s[0] = nil
		done <- true
	}()
	use(len(s[0]))
	<-done
}

func use(...any) {}
