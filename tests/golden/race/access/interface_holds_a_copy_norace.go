// norace

// Access: an interface holds a copy of the struct.
package main

type pair struct{ a, b int }

func main() {
	p := &pair{}
	var i any = *p
	done := make(chan bool)
	go func() {
		p.a = 2
		done <- true
	}()
	use(i.(pair).a)
	<-done
}

func use(...any) {}
