// race

// Access: clear of a slice writes its elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		clear(s)
		done <- true
	}()
	use(s[1])
	<-done
}

func use(...any) {}
