// norace

// Access: a field of a struct in an array in a struct; here one after the other.
package main

type inner struct{ a, b int32 }
type outer struct {
	pad byte
	in  [3]inner
}

func main() {
	o := &outer{}
	done := make(chan bool)
	go func() {
		o.in[1].b = 1
		done <- true
	}()
	<-done
	use(o.in[1].b)
}

func use(...any) {}
