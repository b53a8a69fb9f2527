// race

// Access: a delete and a lookup.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		delete(m, "a")
		done <- true
	}()
	use(m["k"])
	<-done
}

func use(...any) {}
