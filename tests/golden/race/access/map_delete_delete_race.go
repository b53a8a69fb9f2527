// race

// Access: two deletes.
package main

func main() {
	m := map[string]int{"k": 1}
	done := make(chan bool)
	go func() {
		delete(m, "a")
		done <- true
	}()
	delete(m, "b")
	<-done
}
