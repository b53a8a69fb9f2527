// norace

// Access: two deletes; here one after the other.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		delete(m, "a")
		done <- true
	}()
	<-done
	delete(m, "b")
}
