// norace

// Access: range over a slice reads its elements; here one after the other.
package main

func main() {
	s := make([]int, 4)
	done := make(chan bool)
	go func() {
		s[3] = 1
		done <- true
	}()
	<-done
	for _, v := range s {
		use(v)
	}
}

func use(...any) {}
