// race flags=-lang,go1.21

// Access: before Go 1.22 a range statement assigns to one variable in each iteration.
package main

func main() {
	done := make(chan bool)
	for _, v := range []int{1, 2, 3} {
		go func() {
			use(v)
			done <- true
		}()
	}
	for range []int{1, 2, 3} {
		<-done
	}
}

func use(int) {}
