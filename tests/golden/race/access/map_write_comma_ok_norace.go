// norace

// Access: an assignment and a comma-ok lookup; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	<-done
	_, ok := m["b"]
	use(ok)
}

func use(...any) {}
