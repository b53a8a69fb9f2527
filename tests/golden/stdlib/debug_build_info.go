// run

// Build infos as texts, profiles, and reflect.TypeAssert.
package main

import (
	"fmt"

	"reflect"
	"runtime"
	"runtime/debug"
)

func main() {
	bi, err := debug.ParseBuildInfo("go\tgo1.19\npath\tx/y\nmod\tx\tv1\th1:a\ndep\tz\tv2\n=>\tw\tv3\tsum\nbuild\tCGO=1\nbuild\t\"a b\"=\"c d\"\n")
	fmt.Printf("%v %v\n", bi, err)
	fmt.Print(bi.String())
	_, err = debug.ParseBuildInfo("mod\tx\n")
	fmt.Println(err)
	var r [4]runtime.StackRecord
	n, ok := runtime.GoroutineProfile(r[:])
	fmt.Println(n, ok, len(r[0].Stack()) > 0)
	x, ok := reflect.TypeAssert[int](reflect.ValueOf(5))
	fmt.Println(x, ok)

	var st debug.GCStats
	debug.ReadGCStats(&st)
}
