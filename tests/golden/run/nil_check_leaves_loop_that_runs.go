// run
package main

import "fmt"

type inner struct{ n int }

type outer struct {
	pad int
	in  inner
}

func (in *inner) add(k int) { in.n += k }

func try(o *outer, rounds int) (done int, err any) {
	defer func() { err = recover() }()
	for i := 0; i < rounds; i++ {
		o.in.add(i)
		done++
	}
	return done, nil
}

func late(o *outer, rounds int) (done int, err any) {
	defer func() { err = recover() }()
	for i := 0; i < rounds; i++ {
		done++
		o.in.add(i)
	}
	return done, nil
}

func main() {
	o := &outer{}
	fmt.Println(try(o, 5))
	fmt.Println(o.in.n)
	fmt.Println(try(nil, 0))
	fmt.Println(try(nil, 1))
	fmt.Println(late(nil, 0))
	fmt.Println(late(nil, 3))
}
