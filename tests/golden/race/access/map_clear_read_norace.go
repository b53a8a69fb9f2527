// norace

// Access: clear and a lookup; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		clear(m)
		done <- true
	}()
	<-done
	use(m["k"])
}

func use(...any) {}
