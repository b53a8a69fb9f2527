// norace

// Access: different maps do not conflict.
package main

func main() {
	m, n := map[string]int{}, map[string]int{}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	n["a"] = 1
	<-done
}
