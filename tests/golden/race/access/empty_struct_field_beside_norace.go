// norace

// Access: a zero-size field beside another.
package main

type mark struct {
	z struct{}
	n int
}

func main() {
	p := &mark{}
	done := make(chan bool)
	go func() {
		p.z = struct{}{}
		done <- true
	}()
	p.n = 1
	<-done
}
