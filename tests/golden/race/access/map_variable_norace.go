// norace

// Access: the map variable itself; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m = nil
		done <- true
	}()
	<-done
	use(m["k"])
}

func use(...any) {}
