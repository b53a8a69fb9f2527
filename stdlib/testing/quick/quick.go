// Package quick helps with black-box testing: it calls functions with random values.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

var defaultMaxCount = flag.Int("quickchecks", 100, "The default number of iterations for each check")

// A Generator makes random values of its own type.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// complexSize is the maximum length of arbitrary values that contain other values.
const complexSize = 50

func randFloat32(rand *rand.Rand) float32 {
	f := rand.Float64() * math.MaxFloat32
	if rand.Int()&1 == 1 {
		f = -f
	}
	return float32(f)
}

func randFloat64(rand *rand.Rand) float64 {
	f := rand.Float64() * math.MaxFloat64
	if rand.Int()&1 == 1 {
		f = -f
	}
	return f
}

// Value returns an arbitrary value of the given type; ok is false when there is none.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return sizedValue(t, rand, complexSize)
}

func sizedValue(t reflect.Type, rand *rand.Rand, size int) (value reflect.Value, ok bool) {
	if m, ok := reflect.Zero(t).Interface().(Generator); ok {
		return m.Generate(rand, size), true
	}
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(rand.Int()&1 == 0)
	case reflect.Float32:
		v.SetFloat(float64(randFloat32(rand)))
	case reflect.Float64:
		v.SetFloat(randFloat64(rand))
	case reflect.Complex64:
		v.SetComplex(complex(float64(randFloat32(rand)), float64(randFloat32(rand))))
	case reflect.Complex128:
		v.SetComplex(complex(randFloat64(rand), randFloat64(rand)))
	case reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int8, reflect.Int:
		v.SetInt(int64(rand.Uint64()))
	case reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint8, reflect.Uint, reflect.Uintptr:
		v.SetUint(rand.Uint64())
	case reflect.Map:
		n := rand.Intn(size)
		v.Set(reflect.MakeMap(t))
		for i := 0; i < n; i++ {
			key, ok1 := sizedValue(t.Key(), rand, size)
			elem, ok2 := sizedValue(t.Elem(), rand, size)
			if !ok1 || !ok2 {
				return reflect.Value{}, false
			}
			v.SetMapIndex(key, elem)
		}
	case reflect.Pointer:
		if rand.Intn(size) == 0 {
			v.SetZero()
			break
		}
		elem, ok := sizedValue(t.Elem(), rand, size)
		if !ok {
			return reflect.Value{}, false
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(elem)
	case reflect.Slice:
		n := rand.Intn(size)
		left := size - n
		v.Set(reflect.MakeSlice(t, n, n))
		for i := 0; i < n; i++ {
			elem, ok := sizedValue(t.Elem(), rand, left)
			if !ok {
				return reflect.Value{}, false
			}
			v.Index(i).Set(elem)
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			elem, ok := sizedValue(t.Elem(), rand, size)
			if !ok {
				return reflect.Value{}, false
			}
			v.Index(i).Set(elem)
		}
	case reflect.String:
		n := rand.Intn(complexSize)
		points := make([]rune, n)
		for i := 0; i < n; i++ {
			points[i] = rune(rand.Intn(0x10ffff))
		}
		v.SetString(string(points))
	case reflect.Struct:
		n := v.NumField()
		// The size is divided among the fields, so that trees end.
		left := size
		if n > left {
			left = 1
		} else if n > 0 {
			left /= n
		}
		for i := 0; i < n; i++ {
			elem, ok := sizedValue(t.Field(i).Type, rand, left)
			if !ok {
				return reflect.Value{}, false
			}
			v.Field(i).Set(elem)
		}
	default:
		return reflect.Value{}, false
	}
	return v, true
}

// A Config says how Check and CheckEqual work.
type Config struct {
	MaxCount      int                               // iterations; 0 means MaxCountScale times the default
	MaxCountScale float64                           // of the default, 100; 0 means 1
	Rand          *rand.Rand                        // nil means one of its own
	Values        func([]reflect.Value, *rand.Rand) // makes the arguments; nil means Value
}

var defaultConfig Config

func (c *Config) rand() *rand.Rand {
	if c.Rand == nil {
		return rand.New(rand.NewSource(time.Now().UnixNano()))
	}
	return c.Rand
}

func (c *Config) maxCount() int {
	if c.MaxCount != 0 {
		return c.MaxCount
	}
	if c.MaxCountScale != 0 {
		return int(c.MaxCountScale * float64(*defaultMaxCount))
	}
	return *defaultMaxCount
}

// A SetupError is the result of a check that is used in a wrong way, whatever the functions do.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// A CheckError is the result of Check finding an error.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", s.Count, toString(s.In))
}

// A CheckEqualError is the result of CheckEqual finding an error.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", s.Count, toString(s.In), toString(s.Out1), toString(s.Out2))
}

// Check looks for an input of f, a function with the result bool, for which it returns false.
func Check(f any, config *Config) error {
	if config == nil {
		config = &defaultConfig
	}
	fVal, fType, ok := functionAndType(f)
	if !ok {
		return SetupError("argument is not a function")
	}
	if fType.NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if fType.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	args := make([]reflect.Value, fType.NumIn())
	rand := config.rand()
	for i := 0; i < config.maxCount(); i++ {
		if err := arbitraryValues(args, fType, config, rand); err != nil {
			return err
		}
		if !fVal.Call(args)[0].Bool() {
			return &CheckError{i + 1, toInterfaces(args)}
		}
	}
	return nil
}

// CheckEqual looks for an input on which f and g return different results.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &defaultConfig
	}
	x, xType, ok := functionAndType(f)
	if !ok {
		return SetupError("f is not a function")
	}
	y, yType, ok := functionAndType(g)
	if !ok {
		return SetupError("g is not a function")
	}
	if xType != yType {
		return SetupError("functions have different types")
	}
	args := make([]reflect.Value, xType.NumIn())
	rand := config.rand()
	for i := 0; i < config.maxCount(); i++ {
		if err := arbitraryValues(args, xType, config, rand); err != nil {
			return err
		}
		xOut := toInterfaces(x.Call(args))
		yOut := toInterfaces(y.Call(args))
		if !reflect.DeepEqual(xOut, yOut) {
			return &CheckEqualError{CheckError{i + 1, toInterfaces(args)}, xOut, yOut}
		}
	}
	return nil
}

func arbitraryValues(args []reflect.Value, f reflect.Type, config *Config, rand *rand.Rand) error {
	if config.Values != nil {
		config.Values(args, rand)
		return nil
	}
	for j := range args {
		var ok bool
		if args[j], ok = Value(f.In(j), rand); !ok {
			return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", f.In(j), j))
		}
	}
	return nil
}

func functionAndType(f any) (v reflect.Value, t reflect.Type, ok bool) {
	v = reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		return v, nil, false
	}
	return v, v.Type(), true
}

func toInterfaces(values []reflect.Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v.Interface()
	}
	return list
}

func toString(list []any) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(texts, ", ")
}
