// run

package main

import (
	"errors"
	"fmt"
	"io"
)

type codeError struct{ code int }

func (e codeError) Error() string { return fmt.Sprint("code ", e.code) }

type ptrError struct{ msg string }

func (e *ptrError) Error() string        { return e.msg }
func (e *ptrError) Is(target error) bool { return target == io.EOF }

type asError struct{}

func (asError) Error() string { return "as" }
func (asError) As(t any) bool {
	if p, ok := t.(*codeError); ok {
		*p = codeError{99}
		return true
	}
	return false
}

type sliceError []int

func (sliceError) Error() string { return "slice" }

func main() {
	e1 := errors.New("one")
	e2 := errors.New("one")
	fmt.Println(e1 == e2, errors.Is(e1, e1), errors.Is(e1, e2), errors.Is(nil, nil), errors.Is(e1, nil), errors.Is(nil, e1))
	w := fmt.Errorf("wrap: %w", fmt.Errorf("inner: %w", e1))
	fmt.Println(w, errors.Is(w, e1), errors.Unwrap(w), errors.Unwrap(e1))
	var ce codeError
	wc := fmt.Errorf("x: %w", codeError{7})
	fmt.Println(errors.As(wc, &ce), ce.code, errors.Is(wc, codeError{7}), errors.Is(wc, codeError{8}))
	var pe *ptrError
	p := &ptrError{"p"}
	fmt.Println(errors.As(fmt.Errorf("y: %w", p), &pe), pe == p, errors.Is(p, io.EOF))
	fmt.Println(errors.As(asError{}, &ce), ce.code)
	var any_ interface{ Error() string }
	fmt.Println(errors.As(e1, &any_), any_ == e1)
	fmt.Println(errors.Is(sliceError{1}, sliceError{1}), errors.As(nil, &ce))
	for _, target := range []any{nil, 1, (*codeError)(nil), new(int)} {
		func() {
			defer func() { fmt.Println(recover()) }()
			errors.As(e1, target)
		}()
	}
}
