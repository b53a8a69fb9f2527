// race flags=-lang,go1.21

// Access: before Go 1.22 all iterations share one loop variable.
package main

func main() {
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			use(i)
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
}

func use(int) {}
