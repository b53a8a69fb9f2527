// race

// Access: string(r) reads the runes.
package main

func main() {
	r := make([]rune, 4)
	done := make(chan bool)
	go func() {
		r[1] = 'x'
		done <- true
	}()
	use(string(r))
	<-done
}

func use(...any) {}
