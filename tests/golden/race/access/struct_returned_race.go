// race

// Access: returning a struct reads it.
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
	use(get())
	<-done
}

func use(...any) {}
