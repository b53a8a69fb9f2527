// race

// Access: clear and a lookup.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		clear(m)
		done <- true
	}()
	use(m["k"])
	<-done
}

func use(...any) {}
