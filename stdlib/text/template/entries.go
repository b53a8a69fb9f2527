package template

import (
	"cmp"
	"reflect"
	"slices"
)

type entry struct{ key, elem reflect.Value }

// sortedEntries returns the entries of a map in the order in which fmt prints them.
func sortedEntries(m reflect.Value) []entry {
	list := make([]entry, 0, m.Len())
	for it := m.MapRange(); it.Next(); {
		list = append(list, entry{it.Key(), it.Value()})
	}
	slices.SortStableFunc(list, func(x, y entry) int { return compareKeys(x.key, y.key) })
	return list
}

func compareKeys(x, y reflect.Value) int {
	if x.Type() != y.Type() {
		return -1
	}
	switch {
	case x.CanInt():
		return cmp.Compare(x.Int(), y.Int())
	case x.CanUint():
		return cmp.Compare(x.Uint(), y.Uint())
	case x.CanFloat():
		return cmp.Compare(x.Float(), y.Float())
	case x.CanComplex():
		if c := cmp.Compare(real(x.Complex()), real(y.Complex())); c != 0 {
			return c
		}
		return cmp.Compare(imag(x.Complex()), imag(y.Complex()))
	}
	switch x.Kind() {
	case reflect.String:
		return cmp.Compare(x.String(), y.String())
	case reflect.Bool:
		switch {
		case x.Bool() == y.Bool():
			return 0
		case x.Bool():
			return 1
		}
		return -1
	case reflect.Pointer, reflect.Chan:
		return cmp.Compare(x.Pointer(), y.Pointer())
	case reflect.Struct:
		for i := 0; i < x.NumField(); i++ {
			if c := compareKeys(x.Field(i), y.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := 0; i < x.Len(); i++ {
			if c := compareKeys(x.Index(i), y.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Interface:
		if x.IsNil() || y.IsNil() {
			switch {
			case !x.IsNil():
				return 1
			case !y.IsNil():
				return -1
			}
			return 0
		}
		if c := cmp.Compare(x.Elem().Type().String(), y.Elem().Type().String()); c != 0 {
			return c
		}
		return compareKeys(x.Elem(), y.Elem())
	}
	return 0
}
