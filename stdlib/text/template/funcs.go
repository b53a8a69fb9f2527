package template

import (
	"errors"
	"fmt"
	"reflect"
	"unicode"
)

// FuncMap names functions. Each has one result, or two of which the second is an error; if that is not nil at a call,
// execution stops and Execute returns it. Parameters and results may be of type reflect.Value.
type FuncMap map[string]any

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	valueType    = reflect.TypeFor[reflect.Value]()
)

func builtins() FuncMap {
	return FuncMap{
		"and": and, "or": or, "not": not,
		"call": emptyCall, "html": HTMLEscaper, "index": index, "slice": slice, "js": JSEscaper, "len": length,
		"print": fmt.Sprint, "printf": fmt.Sprintf, "println": fmt.Sprintln, "urlquery": URLQueryEscaper,
		"eq": eq, "ge": ge, "gt": gt, "le": le, "lt": lt, "ne": ne,
	}
}

// builtinFuncs holds the values of builtins; package initialization would be a cycle.
var builtinFuncs map[string]reflect.Value

func addValueFuncs(to map[string]reflect.Value, from FuncMap) {
	for name, fn := range from {
		if !goodName(name) {
			panic(fmt.Errorf("function name %q is not a valid identifier", name))
		}
		v := reflect.ValueOf(fn)
		if v.Kind() != reflect.Func {
			panic("value for " + name + " not a function")
		}
		if err := goodFunc(name, v.Type()); err != nil {
			panic(err)
		}
		to[name] = v
	}
}

func goodFunc(name string, t reflect.Type) error {
	switch n := t.NumOut(); {
	case n == 1, n == 2 && t.Out(1) == errorType:
		return nil
	case n == 2:
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, t.Out(1))
	default:
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, n)
	}
}

func goodName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

func findFunction(name string, t *Template) (fn reflect.Value, builtin, ok bool) {
	if t.common != nil {
		t.mu.RLock()
		fn = t.execFuncs[name]
		t.mu.RUnlock()
		if fn.IsValid() {
			return fn, false, true
		}
	}
	if builtinFuncs == nil {
		builtinFuncs = make(map[string]reflect.Value)
		addValueFuncs(builtinFuncs, builtins())
	}
	fn = builtinFuncs[name]
	return fn, true, fn.IsValid()
}

// inner returns what an interface holds; other values as they are.
func inner(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// indirect follows pointers and interfaces to their end; a nil one is the end.
func indirect(v reflect.Value) (end reflect.Value, isNil bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

func canBeNil(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return t == valueType
}

func isInteger(v reflect.Value) bool { return v.CanInt() || v.CanUint() }

// argument makes v an argument for a parameter or map key of type t.
func argument(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if !canBeNil(t) {
			return v, fmt.Errorf("value is nil; should be of type %s", t)
		}
		v = reflect.Zero(t)
	}
	if v.Type().AssignableTo(t) {
		return v, nil
	}
	if isInteger(v) && isInteger(reflect.Zero(t)) {
		return v.Convert(t), nil
	}
	return reflect.Value{}, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

// indexOf returns an index as an int that is at most limit.
func indexOf(v reflect.Value, limit int) (int, error) {
	var x int64
	switch {
	case !v.IsValid():
		return 0, errors.New("cannot index slice/array with nil")
	case v.CanInt():
		x = v.Int()
	case v.CanUint():
		x = int64(v.Uint())
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", v.Type())
	}
	if x < 0 || x > int64(limit) {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return int(x), nil
}

// index implements {{index x 1 2}}, which is x[1][2].
func index(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = inner(item)
	if !item.IsValid() {
		return reflect.Value{}, errors.New("index of untyped nil")
	}
	for _, i := range indexes {
		i = inner(i)
		var isNil bool
		if item, isNil = indirect(item); isNil {
			return reflect.Value{}, errors.New("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			x, err := indexOf(i, item.Len())
			if err != nil {
				return reflect.Value{}, err
			}
			item = item.Index(x)
		case reflect.Map:
			key, err := argument(i, item.Type().Key())
			if err != nil {
				return reflect.Value{}, err
			}
			elem := item.MapIndex(key)
			if !elem.IsValid() {
				elem = reflect.Zero(item.Type().Elem())
			}
			item = elem
		default:
			return reflect.Value{}, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

// slice implements {{slice x 1 2}}, which is x[1:2].
func slice(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = inner(item)
	if !item.IsValid() {
		return reflect.Value{}, errors.New("slice of untyped nil")
	}
	if len(indexes) > 3 {
		return reflect.Value{}, fmt.Errorf("too many slice indexes: %d", len(indexes))
	}
	limit := 0
	switch item.Kind() {
	case reflect.String:
		if len(indexes) == 3 {
			return reflect.Value{}, errors.New("cannot 3-index slice a string")
		}
		limit = item.Len()
	case reflect.Array, reflect.Slice:
		limit = item.Cap()
	default:
		return reflect.Value{}, fmt.Errorf("can't slice item of type %s", item.Type())
	}
	bounds := [3]int{0, item.Len()}
	for i, v := range indexes {
		x, err := indexOf(v, limit)
		if err != nil {
			return reflect.Value{}, err
		}
		bounds[i] = x
	}
	if bounds[0] > bounds[1] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", bounds[0], bounds[1])
	}
	if len(indexes) < 3 {
		return item.Slice(bounds[0], bounds[1]), nil
	}
	if bounds[1] > bounds[2] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", bounds[1], bounds[2])
	}
	return item.Slice3(bounds[0], bounds[1], bounds[2]), nil
}

func length(arg reflect.Value) (int, error) {
	arg, isNil := indirect(arg)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch arg.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
		return arg.Len(), nil
	}
	return 0, fmt.Errorf("len of type %s", arg.Type())
}

// emptyCall is "call" as templates declare it; a call of it becomes one of call, with the name of the function.
func emptyCall(fn reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func call(name string, fn reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	fn = inner(fn)
	if !fn.IsValid() {
		return reflect.Value{}, errors.New("call of nil")
	}
	t := fn.Type()
	if t.Kind() != reflect.Func {
		return reflect.Value{}, fmt.Errorf("non-function %s of type %s", name, t)
	}
	if err := goodFunc(name, t); err != nil {
		return reflect.Value{}, err
	}
	fixed := t.NumIn()
	if t.IsVariadic() {
		fixed--
		if len(args) < fixed {
			return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), fixed)
		}
	} else if len(args) != fixed {
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), fixed)
	}
	argv := make([]reflect.Value, len(args))
	for i, arg := range args {
		var err error
		if argv[i], err = argument(inner(arg), paramType(t, i)); err != nil {
			return reflect.Value{}, fmt.Errorf("arg %d: %w", i, err)
		}
	}
	return safeCall(fn, argv)
}

// paramType returns the type of the i'th argument of a call of a function of type t.
func paramType(t reflect.Type, i int) reflect.Type {
	if last := t.NumIn() - 1; t.IsVariadic() && i >= last {
		return t.In(last).Elem()
	}
	return t.In(i)
}

// safeCall calls fn. A panic becomes an error.
func safeCall(fn reflect.Value, args []reflect.Value) (result reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			var ok bool
			if err, ok = r.(error); !ok {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	results := fn.Call(args)
	if len(results) == 2 && !results[1].IsNil() {
		return results[0], results[1].Interface().(error)
	}
	return results[0], nil
}

func isTruthy(arg reflect.Value) bool {
	truth, _ := isTrue(inner(arg))
	return truth
}

// and and or evaluate their arguments only as far as needed: the evaluator does them.
func and(arg reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }
func or(arg reflect.Value, args ...reflect.Value) reflect.Value  { panic("unreachable") }

func not(arg reflect.Value) bool { return !isTruthy(arg) }

var (
	errBadComparisonType = errors.New("invalid type for comparison")
	errBadComparison     = errors.New("incompatible types for comparison")
	errNoComparison      = errors.New("missing argument for comparison")
)

// A class is a set of kinds whose values compare with each other.
type class int

const (
	noClass class = iota
	boolClass
	complexClass
	intClass
	floatClass
	stringClass
	uintClass
)

func classOf(v reflect.Value) class {
	switch {
	case v.CanInt():
		return intClass
	case v.CanUint():
		return uintClass
	case v.CanFloat():
		return floatClass
	case v.CanComplex():
		return complexClass
	case v.Kind() == reflect.String:
		return stringClass
	case v.Kind() == reflect.Bool:
		return boolClass
	}
	return noClass
}

// isNil reports whether v is nil; the zero Value counts as nil.
func isNil(v reflect.Value) bool { return !v.IsValid() || canBeNil(v.Type()) && v.Type() != valueType && v.IsNil() }

// eq implements {{eq x a b}}, which is x == a || x == b.
func eq(arg1 reflect.Value, arg2 ...reflect.Value) (bool, error) {
	arg1 = inner(arg1)
	if len(arg2) == 0 {
		return false, errNoComparison
	}
	for _, arg := range arg2 {
		equal, err := equal(arg1, inner(arg))
		if equal || err != nil {
			return equal, err
		}
	}
	return false, nil
}

func equal(x, y reflect.Value) (bool, error) {
	xc, yc := classOf(x), classOf(y)
	switch {
	case xc == intClass && yc == uintClass:
		return x.Int() >= 0 && uint64(x.Int()) == y.Uint(), nil
	case xc == uintClass && yc == intClass:
		return y.Int() >= 0 && x.Uint() == uint64(y.Int()), nil
	case xc != yc:
		if x.IsValid() && y.IsValid() {
			return false, errBadComparison
		}
		return false, nil
	}
	switch xc {
	case boolClass:
		return x.Bool() == y.Bool(), nil
	case complexClass:
		return x.Complex() == y.Complex(), nil
	case floatClass:
		return x.Float() == y.Float(), nil
	case intClass:
		return x.Int() == y.Int(), nil
	case stringClass:
		return x.String() == y.String(), nil
	case uintClass:
		return x.Uint() == y.Uint(), nil
	}
	if x.Kind() != y.Kind() && x.IsValid() && y.IsValid() {
		return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", x, x.Type(), y.Type(), y)
	}
	if isNil(x) || isNil(y) {
		return isNil(x) == isNil(y), nil
	}
	if t := y.Type(); !t.Comparable() {
		if t != x.Type() {
			return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", x, x.Type(), y.Type(), y)
		}
		return false, fmt.Errorf("non-comparable type %s: %v", y, t)
	}
	return x.Interface() == y.Interface(), nil
}

func ne(x, y reflect.Value) (bool, error) {
	equal, err := eq(x, y)
	return !equal, err
}

func lt(x, y reflect.Value) (bool, error) {
	x, y = inner(x), inner(y)
	xc, yc := classOf(x), classOf(y)
	switch {
	case xc == noClass || yc == noClass:
		return false, errBadComparisonType
	case xc == intClass && yc == uintClass:
		return x.Int() < 0 || uint64(x.Int()) < y.Uint(), nil
	case xc == uintClass && yc == intClass:
		return y.Int() >= 0 && x.Uint() < uint64(y.Int()), nil
	case xc != yc:
		return false, errBadComparison
	}
	switch xc {
	case floatClass:
		return x.Float() < y.Float(), nil
	case intClass:
		return x.Int() < y.Int(), nil
	case stringClass:
		return x.String() < y.String(), nil
	case uintClass:
		return x.Uint() < y.Uint(), nil
	}
	return false, errBadComparisonType
}

func le(x, y reflect.Value) (bool, error) {
	less, err := lt(x, y)
	if less || err != nil {
		return less, err
	}
	return eq(x, y)
}

func gt(x, y reflect.Value) (bool, error) {
	lessOrEqual, err := le(x, y)
	if err != nil {
		return false, err
	}
	return !lessOrEqual, nil
}

func ge(x, y reflect.Value) (bool, error) {
	less, err := lt(x, y)
	if err != nil {
		return false, err
	}
	return !less, nil
}
