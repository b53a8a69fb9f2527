// race

// Access: an assignment and len.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	use(len(m))
	<-done
}

func use(...any) {}
