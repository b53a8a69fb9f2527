// norace

// Access: m[string(b)] reads the bytes; here one after the other.
package main

func main() {
	b := []byte("ab")
	m := map[string]int{}
	done := make(chan bool)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	<-done
	use(m[string(b)])
}

func use(...any) {}
