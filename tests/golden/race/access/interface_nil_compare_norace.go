// norace

// Access: s == nil reads the dynamic type; here one after the other.
package main

type shape interface{ area() int }
type square struct{ side int }
type circle struct{ r, unit int }

func (s square) area() int  { return s.side }
func (c *circle) area() int { return c.r }

func main() {
	var s shape
	done := make(chan bool)
	go func() {
		s = square{1}
		done <- true
	}()
	<-done
	use(s == nil)
}

func use(...any) {}
