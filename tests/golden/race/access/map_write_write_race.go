// race

// Access: two assignments to one map, of different keys.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	m["b"] = 2
	<-done
}
