// norace

// Access: returning a struct reads it; here one after the other.
package main

type pair struct{ a, b int }

var p pair

func get() pair { return p }

func main() {

	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	<-done
	use(get())
}

func use(...any) {}
