// race

// Access: m[string(b)] reads the bytes.
package main

func main() {
	b := []byte("ab")
	m := map[string]int{}
	done := make(chan bool)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	use(m[string(b)])
	<-done
}

func use(...any) {}
