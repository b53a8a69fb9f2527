// run

// Unmarshal into an interface that holds its own address ends.
package main

import (
	"encoding/json"
	"fmt"
)

func main() {
	var v any
	v = &v
	fmt.Println(json.Unmarshal([]byte(`{"a": "b"}`), v), v)
	var w any
	w = &w
	fmt.Println(json.Unmarshal([]byte(`[1]`), &w), w)
}
