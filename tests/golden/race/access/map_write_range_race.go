// race

// Access: an assignment and a range.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		m["a"] = 1
		done <- true
	}()
	for k := range m {
		use(k)
	}
	<-done
}

func use(...any) {}
