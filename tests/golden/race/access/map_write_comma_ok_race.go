// race

// Access: an assignment and a comma-ok lookup.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	_, ok := m["b"]
	use(ok)
	<-done
}

func use(...any) {}
