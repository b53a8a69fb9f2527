// norace

// Access: the link of a list node; here one after the other.
package main

type node struct{ next *node }

func main() {
	n := &node{}
	done := make(chan bool)
	go func() {
		n.next = &node{}
		done <- true
	}()
	<-done
	use(n.next == nil)
}

func use(...any) {}
