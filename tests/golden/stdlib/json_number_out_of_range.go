// run

package main

import (
	"encoding/json"
	"fmt"
)

// The offset of a number that has no place in an interface value is that of the byte behind it, counted from one.
func main() {
	for _, s := range []string{`1e400`, `[1e400]`, `{"a":1e400}`, ` 1e400 `, `[1, 1e400, 3]`} {
		var v any
		err := json.Unmarshal([]byte(s), &v)
		fmt.Println(err, err.(*json.UnmarshalTypeError).Offset)
	}
}
