// norace

// Access: a delete and a lookup; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		delete(m, "a")
		done <- true
	}()
	<-done
	use(m["k"])
}

func use(...any) {}
