// race

// Access: range over a slice reads its elements.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	for _, v := range s {
		use(v)
	}
	<-done
}

func use(...any) {}
