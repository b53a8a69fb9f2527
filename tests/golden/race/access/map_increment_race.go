// race

// Access: m[k]++ writes the map.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["k"]++
		done <- true
	}()
	use(m["k"])
	<-done
}

func use(...any) {}
