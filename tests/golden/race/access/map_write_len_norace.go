// norace

// Access: an assignment and len; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	<-done
	use(len(m))
}

func use(...any) {}
