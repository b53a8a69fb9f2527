// norace

// Access: values of size zero are no places.
package main

func main() {
	var z struct{}
	_ = z
	done := make(chan bool)
	go func() {
		z = struct{}{}
		done <- true
	}()
	z = struct{}{}
	<-done
}
