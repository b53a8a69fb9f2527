// Package errors makes and examines error values.
package errors

// ErrUnsupported says that a requested operation cannot be performed because it is unsupported.
var ErrUnsupported = New("unsupported operation")

type errorString struct {
	s string
}

func (e *errorString) Error() string { return e.s }

// New returns an error with the given text. Each call returns a distinct value, even for equal texts.
func New(text string) error { return &errorString{text} }

// Unwrap returns what the Unwrap method of err returns, or nil if err has no such method that returns an error.
func Unwrap(err error) error {
	u, ok := err.(interface{ Unwrap() error })
	if !ok {
		return nil
	}
	return u.Unwrap()
}

// Is reports whether any error in the tree of err matches target: equals it, or says so in its Is method.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, comparable_(target))
}

func is(err, target error, comparable bool) bool {
	for {
		if comparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if is(err, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// comparable_ reports whether values of the dynamic type of err can be compared without a panic.
func comparable_(err error) bool

// As finds the first error in the tree of err that is assignable to the variable target points to, and sets it.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	switch checkTarget(target) {
	case targetNil:
		panic("errors: target cannot be nil")
	case targetNotPointer:
		panic("errors: target must be a non-nil pointer")
	case targetNotError:
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target)
}

const (
	targetOK = iota
	targetNil
	targetNotPointer
	targetNotError
)

func as(err error, target any) bool {
	for {
		if assign(err, target) {
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if err != nil && as(err, target) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// checkTarget says whether target is good for As, and if not why.
func checkTarget(target any) int

// assign sets *target to err and reports true if the type of err is assignable to that of *target.
func assign(err error, target any) bool

// Join returns an error that wraps the non-nil ones of errs, or nil if there are none.
// Its text is the texts of the errors, one a line.
func Join(errs ...error) error {
	n := 0
	for _, err := range errs {
		if err != nil {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	e := &joinError{make([]error, 0, n)}
	for _, err := range errs {
		if err != nil {
			e.errs = append(e.errs, err)
		}
	}
	return e
}

type joinError struct {
	errs []error
}

func (e *joinError) Error() string {
	if len(e.errs) == 1 {
		return e.errs[0].Error()
	}
	s := e.errs[0].Error()
	for _, err := range e.errs[1:] {
		s += "\n" + err.Error()
	}
	return s
}

func (e *joinError) Unwrap() []error { return e.errs }
