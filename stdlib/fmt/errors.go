package fmt

import "errors"

// Errorf returns an error with the formatted text. For each %w verb, whose operand must be an error, the result wraps
// that operand: with one it has a method Unwrap() error, with several Unwrap() []error.
func Errorf(format string, a ...any) error {
	wrapped := wrappedArgs(format, a)
	if len(wrapped) == 0 {
		return errors.New(toString(modeErrorf, format, a))
	}
	text := toString(modeErrorf, format, a)
	if len(wrapped) == 1 {
		return &wrapError{text, wrapped[0]}
	}
	return &wrapErrors{text, wrapped}
}

// wrappedArgs returns the errors that %w verbs name, in the order of the arguments, each once.
func wrappedArgs(format string, a []any) []error {
	var used []bool
	arg := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		i++
		// Everything up to the verb: flags, width, precision and argument indexes; a star takes an argument.
		for i < len(format) {
			c := format[i]
			if c == '*' {
				arg++
			} else if c == '[' {
				n := 0
				for i++; i < len(format) && format[i] != ']'; i++ {
					n = n*10 + int(format[i]-'0')
				}
				arg = n - 1
			} else if !(c == '+' || c == '-' || c == '#' || c == ' ' || c == '.' || c >= '0' && c <= '9') {
				break
			}
			i++
		}
		if i >= len(format) {
			break
		}
		if format[i] == '%' {
			continue
		}
		if format[i] == 'w' && arg >= 0 && arg < len(a) {
			if _, ok := a[arg].(error); ok {
				if used == nil {
					used = make([]bool, len(a))
				}
				used[arg] = true
			}
		}
		arg++
	}
	var errs []error
	for i, u := range used {
		if u {
			errs = append(errs, a[i].(error))
		}
	}
	return errs
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
