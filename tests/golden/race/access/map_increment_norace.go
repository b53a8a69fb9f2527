// norace

// Access: m[k]++ writes the map; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["k"]++
		done <- true
	}()
	<-done
	use(m["k"])
}

func use(...any) {}
