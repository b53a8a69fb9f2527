// norace

// Access: a method call reads the interface variable; here one after the other.
package main

type shape interface{ area() int }
type square struct{ side int }
type circle struct{ r, unit int }

func (s square) area() int  { return s.side }
func (c *circle) area() int { return c.r }

func main() {
	var s shape = &circle{2, 3}
	done := make(chan bool)
	go func() {
		s = square{1}
		done <- true
	}()
	<-done
	use(s.area())
}

func use(...any) {}
