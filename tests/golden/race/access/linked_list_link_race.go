// race

// Access: the link of a list node.
package main

type node struct{ next *node }

func main() {
	n := &node{}
	done := make(chan bool)
	go func() {
		n.next = &node{}
		done <- true
	}()
	use(n.next == nil)
	<-done
}

func use(...any) {}
