// run

// Channel operations and select by reflection, with elements of all sizes.
package main

import (
	"fmt"
	"reflect"
	"sync"
)

type Big struct {
	A [40]int
	S string
	P *int
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panic:", r)
		}
	}()
	f()
}

func main() {
	ch := make(chan string, 2)
	v := reflect.ValueOf(ch)
	v.Send(reflect.ValueOf("a"))
	fmt.Println(v.TrySend(reflect.ValueOf("b")), v.TrySend(reflect.ValueOf("c")), v.Len(), v.Cap())
	x, ok := v.Recv()
	fmt.Println(x, ok, <-ch)
	x, ok = v.TryRecv()
	fmt.Println(x.IsValid(), ok)
	close(ch)
	x, ok = v.TryRecv()
	fmt.Printf("%q %v\n", x.String(), ok)
	x, ok = v.Recv()
	fmt.Printf("%q %v\n", x.String(), ok)
	try("send closed", func() { v.Send(reflect.ValueOf("x")) })
	try("send wrong", func() { v.Send(reflect.ValueOf(1)) })
	var ro <-chan string = ch
	var so chan<- string = ch
	try("send ro", func() { reflect.ValueOf(ro).Send(reflect.ValueOf("x")) })
	try("recv so", func() { reflect.ValueOf(so).Recv() })
	try("recv int", func() { reflect.ValueOf(1).Recv() })

	// blocking both ways, several element types
	big := make(chan Big)
	bv := reflect.ValueOf(big)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		n := 7
		b := Big{S: "str" + fmt.Sprint(n), P: &n}
		b.A[39] = 9
		bv.Send(reflect.ValueOf(b))
	}()
	go func() {
		defer wg.Done()
		b, ok := bv.Recv()
		g := b.Interface().(Big)
		fmt.Println(g.S, *g.P, g.A[39], ok)
	}()
	wg.Wait()
	e := make(chan struct{})
	go func() { reflect.ValueOf(e).Send(reflect.ValueOf(struct{}{})) }()
	<-e
	var anyc = make(chan any)
	go func() { anyc <- fmt.Sprint("boxed", 1) }()
	x, ok = reflect.ValueOf(anyc).Recv()
	fmt.Println(x.Kind(), x.Elem(), ok)
	go func() { reflect.ValueOf(anyc).Send(reflect.ValueOf(3.5)) }()
	fmt.Println(<-anyc)

	c1, c2 := make(chan int), make(chan []string)
	out := make(chan float32)
	go func() { c2 <- []string{"x", "y"} }()
	go func() { fmt.Println("out", <-out); c1 <- 6 }()
	cases := []reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)},
		{Dir: reflect.SelectSend, Chan: reflect.ValueOf(out), Send: reflect.ValueOf(float32(2.5))},
	}
	got := map[int]string{}
	for i := 0; i < 3; i++ {
		chosen, recv, ok := reflect.Select(cases)
		got[chosen] = fmt.Sprint(recv.IsValid(), ok)
		cases[chosen].Chan = reflect.Value{}
		if recv.IsValid() {
			got[chosen] += fmt.Sprint(recv)
		}
	}
	fmt.Println(got)
	cases[0].Chan = reflect.ValueOf(c1)
	i, r, ok := reflect.Select(append(cases, reflect.SelectCase{Dir: reflect.SelectDefault}))
	fmt.Println(i, r.IsValid(), ok)
	close(c1)
	i, r, ok = reflect.Select(cases)
	fmt.Println(i, r, ok)
	try("two defaults", func() {
		reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectDefault}, {Dir: reflect.SelectDefault}})
	})
	try("bad dir", func() { reflect.Select([]reflect.SelectCase{{}}) })
	try("no send value", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(out)}}) })
	try("close ro", func() { reflect.ValueOf(ro).Close() })
}
