// run

package main

import (
	"errors"
	"fmt"
)

type myErr int

func (m myErr) Error() string { return fmt.Sprint("my ", int(m)) }

func main() {
	a, b := errors.New("a"), errors.New("b")
	j := errors.Join(a, nil, b, myErr(3))
	fmt.Println(j)
	fmt.Println(errors.Is(j, a), errors.Is(j, b), errors.Is(j, errors.New("a")), errors.Unwrap(j))
	var m myErr
	fmt.Println(errors.As(j, &m), m)
	fmt.Println(errors.Join(nil, nil) == nil, errors.Join() == nil)
	w := fmt.Errorf("%w and %w", a, j)
	fmt.Println(errors.Is(w, b), errors.As(w, &m))
	fmt.Println(errors.ErrUnsupported)
	list := j.(interface{ Unwrap() []error }).Unwrap()
	fmt.Println(len(list))
}
