// run

// Exported fields of an unexported embedded struct can be set; nothing else reached through an unexported field can.
package main

import (
	"fmt"
	"reflect"
)

type inner struct {
	X    int
	List []int
	y    int
}

type outer struct {
	inner
	named inner
}

func main() {
	v := reflect.ValueOf(&outer{inner: inner{List: []int{1}}}).Elem()
	fmt.Println(v.Field(0).CanSet(), v.Field(0).Field(0).CanSet(), v.Field(0).Field(2).CanSet())
	fmt.Println(v.Field(0).Field(1).Index(0).CanSet(), v.FieldByName("X").CanInterface(), v.Field(0).Addr().Elem().Field(0).CanSet())
	fmt.Println(v.Field(1).Field(0).CanSet(), v.Field(1).CanInterface())
	v.FieldByName("X").SetInt(7)
	fmt.Println(v.FieldByName("X").Interface())
}
