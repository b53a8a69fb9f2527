// norace

// Access: an access 100 calls deep; here one after the other.
package main

func deep(n int, p *int) {
	if n == 0 {
		*p = 1
		return
	}
	deep(n-1, p)
}

func main() {
	p := new(int)
	done := make(chan bool)
	go func() {
		deep(100, p)
		done <- true
	}()
	<-done
	use(*p)
}

func use(...any) {}
