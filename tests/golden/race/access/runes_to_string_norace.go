// norace

// Access: string(r) reads the runes; here one after the other.
package main

func main() {
	r := make([]rune, 4)
	done := make(chan bool)
	go func() {
		r[1] = 'x'
		done <- true
	}()
	<-done
	use(string(r))
}

func use(...any) {}
