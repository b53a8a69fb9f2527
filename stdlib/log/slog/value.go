package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Value holds any Go value; small ones without allocating. The zero Value is nil.
type Value struct {
	_    [0]func() // no ==
	kind Kind
	num  uint64 // of numbers, bools, durations
	any  any    // of strings, times, groups and all others
}

// Kind is the kind of a Value.
type Kind int

const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

func (k Kind) String() string {
	names := [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}
	if k >= 0 && int(k) < len(names) {
		return names[k]
	}
	return "<unknown slog.Kind>"
}

// A LogValuer is a value that says what is logged in its place.
type LogValuer interface {
	LogValue() Value
}

// Kind returns v's kind.
func (v Value) Kind() Kind { return v.kind }

// StringValue returns a Value for a string.
func StringValue(value string) Value { return Value{kind: KindString, any: value} }

// IntValue returns a Value for an int.
func IntValue(v int) Value { return Int64Value(int64(v)) }

// Int64Value returns a Value for an int64.
func Int64Value(v int64) Value { return Value{kind: KindInt64, num: uint64(v)} }

// Uint64Value returns a Value for a uint64.
func Uint64Value(v uint64) Value { return Value{kind: KindUint64, num: v} }

// Float64Value returns a Value for a floating-point number.
func Float64Value(v float64) Value { return Value{kind: KindFloat64, num: math.Float64bits(v)} }

// BoolValue returns a Value for a bool.
func BoolValue(v bool) Value {
	value := Value{kind: KindBool}
	if v {
		value.num = 1
	}
	return value
}

// TimeValue returns a Value for a time, without its monotonic part.
func TimeValue(v time.Time) Value { return Value{kind: KindTime, any: v.Round(0)} }

// DurationValue returns a Value for a duration.
func DurationValue(v time.Duration) Value { return Value{kind: KindDuration, num: uint64(v)} }

// GroupValue returns a Value for a list of attributes, without empty groups.
func GroupValue(as ...Attr) Value {
	if slices.ContainsFunc(as, isEmptyGroup) {
		as = slices.DeleteFunc(slices.Clone(as), isEmptyGroup)
	}
	return Value{kind: KindGroup, any: as}
}

func isEmptyGroup(a Attr) bool { return a.Value.isEmptyGroup() }

func (v Value) isEmptyGroup() bool { return v.kind == KindGroup && len(v.group()) == 0 }

// AnyValue returns a Value for v: of the kind of v's type if there is one, else KindAny.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case int:
		return Int64Value(int64(v))
	case uint:
		return Uint64Value(uint64(v))
	case int64:
		return Int64Value(v)
	case uint64:
		return Uint64Value(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case float64:
		return Float64Value(v)
	case float32:
		return Float64Value(float64(v))
	case []Attr:
		return GroupValue(v...)
	case Value:
		return v
	case LogValuer:
		return Value{kind: KindLogValuer, any: v}
	default:
		return Value{any: v}
	}
}

// Any returns v's value.
func (v Value) Any() any {
	switch v.kind {
	case KindBool:
		return v.num == 1
	case KindDuration:
		return time.Duration(v.num)
	case KindFloat64:
		return math.Float64frombits(v.num)
	case KindInt64:
		return int64(v.num)
	case KindUint64:
		return v.num
	}
	return v.any
}

func (v Value) must(k Kind) {
	if v.kind != k {
		panic(fmt.Sprintf("Value kind is %s, not %s", v.kind, k))
	}
}

// String returns v's value as a string, formatted if it is none.
func (v Value) String() string {
	if s, ok := v.any.(string); ok && v.kind == KindString {
		return s
	}
	return string(v.append(nil))
}

func (v Value) append(b []byte) []byte {
	switch v.kind {
	case KindString:
		return append(b, v.any.(string)...)
	case KindInt64:
		return strconv.AppendInt(b, int64(v.num), 10)
	case KindUint64:
		return strconv.AppendUint(b, v.num, 10)
	case KindFloat64:
		return strconv.AppendFloat(b, math.Float64frombits(v.num), 'g', -1, 64)
	case KindBool:
		return strconv.AppendBool(b, v.num == 1)
	case KindDuration:
		return append(b, time.Duration(v.num).String()...)
	case KindTime:
		return append(b, v.any.(time.Time).String()...)
	}
	return fmt.Append(b, v.any)
}

// Int64 returns v's value; it panics if v is no signed integer.
func (v Value) Int64() int64 {
	v.must(KindInt64)
	return int64(v.num)
}

// Uint64 returns v's value; it panics if v is no unsigned integer.
func (v Value) Uint64() uint64 {
	v.must(KindUint64)
	return v.num
}

// Bool returns v's value; it panics if v is no bool.
func (v Value) Bool() bool {
	v.must(KindBool)
	return v.num == 1
}

// Duration returns v's value; it panics if v is no duration.
func (v Value) Duration() time.Duration {
	v.must(KindDuration)
	return time.Duration(v.num)
}

// Float64 returns v's value; it panics if v is no floating-point number.
func (v Value) Float64() float64 {
	v.must(KindFloat64)
	return math.Float64frombits(v.num)
}

// Time returns v's value; it panics if v is no time.
func (v Value) Time() time.Time {
	v.must(KindTime)
	return v.any.(time.Time)
}

// LogValuer returns v's value; it panics if v is no LogValuer.
func (v Value) LogValuer() LogValuer { return v.any.(LogValuer) }

// Group returns v's value; it panics if v is no group.
func (v Value) Group() []Attr {
	if v.kind != KindGroup {
		panic("Group: bad kind")
	}
	return v.group()
}

func (v Value) group() []Attr { return v.any.([]Attr) }

// Equal reports whether v and w have the same kind and value.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case KindInt64, KindUint64, KindBool, KindDuration:
		return v.num == w.num
	case KindFloat64:
		return v.Float64() == w.Float64()
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		return slices.EqualFunc(v.group(), w.group(), Attr.Equal)
	}
	return v.any == w.any
}

// maxLogValues bounds the calls of LogValue for one value.
const maxLogValues = 100

// Resolve calls LogValue on v as long as that makes sense; the result is no LogValuer. A panic becomes an error value.
func (v Value) Resolve() (result Value) {
	original := v
	defer func() {
		if r := recover(); r != nil {
			result = AnyValue(fmt.Errorf("LogValue panicked\n%s", stack(3, 5)))
		}
	}()
	for range maxLogValues {
		if v.kind != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on Value of type %T", original.any))
}

// stack describes at most n frames, after those to skip.
func stack(skip, n int) string {
	pcs := make([]uintptr, n)
	count := runtime.Callers(skip, pcs)
	if count == 0 {
		return "(no stack)"
	}
	frames := runtime.CallersFrames(pcs[:count])
	var b strings.Builder
	for i := 0; ; i++ {
		frame, more := frames.Next()
		fmt.Fprintf(&b, "called from %s (%s:%d)\n", frame.Function, frame.File, frame.Line)
		if !more {
			return b.String()
		}
		if i+1 >= n {
			b.WriteString("(rest of stack elided)\n")
			return b.String()
		}
	}
}
