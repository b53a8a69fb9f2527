// run

package main

import (
	"fmt"
	"reflect"
)

type T struct{ n int }

func (t *T) String() string { return fmt.Sprint("T", t.n) }

type E struct{ T }
type XM struct{ _ bool }

func (*XM) String() string { return "xm" }

func try(n string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(n, "panic", r)
		}
	}()
	f()
}

func main() {
	try("named", func() {
		v := reflect.New(reflect.TypeOf(T{1})).Interface()
		fmt.Println(v.(fmt.Stringer).String())
	})
	try("embedded", func() {
		v := reflect.New(reflect.TypeOf(E{})).Interface()
		fmt.Println(v.(fmt.Stringer).String())
	})
	try("unnamed", func() {
		var y struct{ XM }
		v := reflect.New(reflect.TypeOf(y)).Interface()
		fmt.Println(v.(fmt.Stringer).String())
	})
	try("field", func() {
		var y struct{ F struct{ T } }
		v := reflect.ValueOf(&y).Elem().Field(0).Addr().Interface()
		fmt.Println(v.(fmt.Stringer).String())
	})
	it := reflect.ValueOf(map[int]int{1: 2}).MapRange()
	try("key", func() { it.Key() })
	it.Next()
	it.Next()
	try("key", func() { it.Key() })
	try("value", func() { it.Value() })
	try("next", func() { it.Next() })
	var k int
	try("setkey", func() { reflect.ValueOf(&k).Elem().SetIterKey(it) })
	it = reflect.ValueOf(map[int]int{1: 2}).MapRange()
	try("setkey", func() { reflect.ValueOf(&k).Elem().SetIterKey(it) })
	try("over", func() { reflect.ValueOf("").OverflowInt(1) })
	try("over", func() { reflect.ValueOf(1.5).OverflowUint(1) })
	try("structof", func() { reflect.StructOf([]reflect.StructField{{Name: "1x", Type: reflect.TypeOf(1)}}) })
	try("structof", func() {
		reflect.StructOf([]reflect.StructField{{Name: "x", PkgPath: "a", Type: reflect.TypeOf(1)}, {Name: "y", PkgPath: "b", Type: reflect.TypeOf(1)}})
	})
	try("makeslice", func() { reflect.MakeSlice(reflect.TypeOf([][1 << 20]int{}), 1<<40, 1<<40) })
}
