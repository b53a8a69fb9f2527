// norace

// Access: lookups, len and range of a map do not conflict.
package main

func main() {
	m := map[string]int{"a": 1}
	done := make(chan bool)
	go func() {
		use(m["a"], len(m))
		done <- true
	}()
	for k, v := range m {
		use(k, v)
	}
	<-done
}

func use(...any) {}
