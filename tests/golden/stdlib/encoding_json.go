// run

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

type Base struct {
	ID   int `json:"id"`
	Kind string
}

type Inner struct {
	A int     `json:"a,omitempty"`
	B *string `json:"b"`
}

type Color int

func (c Color) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("color-%d", int(c))), nil }
func (c *Color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "color-%d", (*int)(c))
	return err
}

type Point struct{ X, Y int }

func (p Point) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf("[%d, %d]", p.X, p.Y)), nil }
func (p *Point) UnmarshalJSON(b []byte) error {
	var a [2]int
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	p.X, p.Y = a[0], a[1]
	return nil
}

type All struct {
	Base
	*Inner
	Name    string            `json:"name"`
	Skip    string            `json:"-"`
	Dash    string            `json:"-,"`
	Count   int64             `json:"count,string"`
	Ratio   float64           `json:"ratio"`
	On      bool              `json:"on,omitempty"`
	Tags    []string          `json:"tags"`
	None    []int             `json:"none"`
	Data    []byte            `json:"data"`
	M       map[string]int    `json:"m"`
	ByInt   map[int]string    `json:"by_int"`
	ByColor map[Color]bool    `json:"by_color"`
	Any     any               `json:"any"`
	P       *Point            `json:"p,omitempty"`
	Q       Point             `json:"q"`
	Color   Color             `json:"color"`
	Raw     json.RawMessage   `json:"raw"`
	Num     json.Number       `json:"num"`
	Arr     [3]uint8          `json:"arr"`
	Next    *All              `json:"next,omitempty"`
	Extra   map[string]any    `json:"extra,omitempty"`
	private int
}

type fails struct{}

func (fails) MarshalJSON() ([]byte, error) { return nil, errors.New("no") }

type cyclic struct{ Next *cyclic }

func main() {
	b := "bee"
	v := All{Base: Base{7, "k"}, Inner: &Inner{B: &b}, Name: "<a&b>\u2028\"\\\n\x01\xff é", Skip: "s", Dash: "d", Count: 99, Ratio: 1e21,
		On: true, Tags: []string{"x", "y"}, Data: []byte("bytes!"), M: map[string]int{"b": 2, "a": 1},
		ByInt: map[int]string{10: "ten", 9: "nine"}, ByColor: map[Color]bool{3: true}, Any: []any{1, "s", nil, true, 2.5},
		P: &Point{1, 2}, Q: Point{3, 4}, Color: 5, Raw: json.RawMessage(`{ "r" : [1, 2] }`), Num: "12.50", Arr: [3]uint8{1, 2, 3},
		Next: &All{Name: "second", Raw: nil, Num: ""}}
	out, err := json.Marshal(v)
	fmt.Println(string(out), err)
	var back All
	fmt.Println(json.Unmarshal(out, &back))
	out2, err := json.Marshal(back)
	fmt.Println(string(out2) == string(out), err)
	out, err = json.MarshalIndent(map[string]any{"z": []int{}, "a": map[string]int{}, "l": []any{1, []int{2}, map[string]bool{"t": true}}}, ">", "  ")
	fmt.Println(string(out), err)

	for _, x := range []any{nil, 1, -1.5, 0.0, 1e-7, 1e20, 123456789.0, float32(0.1), math.MaxInt64, uint64(math.MaxUint64), "s", 'x', []byte(nil),
		[]byte{}, [2]bool{true}, struct{}{}, math.NaN(), math.Inf(1), make(chan int), func() {}, map[bool]int{true: 1}, fails{}, &b,
		json.Number("x"), json.RawMessage("bad"), time.Unix(0, 0).UTC(), time.Second, errors.New("e"), [][]int{{1}, nil}, complex(1, 2)} {
		out, err := json.Marshal(x)
		fmt.Println(string(out), err)
	}
	c := &cyclic{}
	c.Next = c
	_, err = json.Marshal(c)
	fmt.Println(err)

	for _, in := range []string{`null`, `true`, ` 12 `, `-0.5e1`, `"a\u00e9\ud83d\ude00\n"`, `[1,"2",[3],{}]`, `{"a":{"b":[]},"c":null}`, ``, `{`, `[1,]`,
		`{"a":1,}`, `{"a" 1}`, `{a:1}`, `[1 2]`, `tru`, `trux`, `01`, `1.`, `1e`, `-`, `"\x"`, "\"\x01\"", `"abc`, `"\u12g4"`, `1 2`, `{"a":1 "b"}`, `'a'`, `nul`, `+1`, `.5`, "\xff"} {
		var x any
		err := json.Unmarshal([]byte(in), &x)
		var se *json.SyntaxError
		offset := int64(-1)
		if errors.As(err, &se) {
			offset = se.Offset
		}
		fmt.Printf("%q: %#v %v %d %v\n", in, x, err, offset, json.Valid([]byte(in)))
	}
	decode := func(in string, v any) {
		err := json.Unmarshal([]byte(in), v)
		fmt.Printf("%s -> %T %v\n", in, v, err)
		if out, err := json.Marshal(v); err == nil {
			fmt.Println(string(out))
		}
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			fmt.Println("  ", te.Value, te.Type, te.Offset, te.Struct, te.Field)
		}
	}
	decode(`{"X":1}`, new(struct{ X string }))
	decode(`{"x":1,"Y":[1,2]}`, new(struct {
		X int8
		Y []uint8
	}))
	decode(`{"X":300,"Y":5}`, new(struct{ X, Y int8 }))
	decode(`[1,2,3]`, new([2]int))
	decode(`[1]`, &[3]int{7, 8, 9})
	decode(`[1,"a",3]`, new([]int))
	decode(`{"1":2,"x":3}`, new(map[int]int))
	decode(`"abc"`, new(int))
	decode(`{"a":1}`, new([]int))
	decode(`[]`, new(map[string]int))
	decode(`1.5`, new(int))
	decode(`-1`, new(uint))
	decode(`null`, new(int))
	decode(`{"A":{"B":{"C":"x"}}}`, new(struct{ A struct{ B struct{ C int } } }))
	decode(`{"Count":"12"}`, new(struct {
		Count int `json:",string"`
	}))
	decode(`{"Count":12}`, new(struct {
		Count int `json:",string"`
	}))
	decode(`{"id":"x","kind":"k"}`, new(Base))
	decode(`"2020-01-02T03:04:05Z"`, new(time.Time))
	decode(`{"color":5}`, new(struct{ Color Color }))
	decode(`"!"`, new([]byte))
	var pp **int
	decode(`5`, &pp)
	fmt.Println(**pp)
	m := map[string]int{"keep": 1}
	decode(`{"new":2}`, &m)
	var iface any = &Base{}
	decode(`{"id":3}`, &iface)
	fmt.Println(json.Unmarshal([]byte(`1`), nil), json.Unmarshal([]byte(`1`), 5), json.Unmarshal([]byte(`1`), (*int)(nil)))

	dec := json.NewDecoder(strings.NewReader(`{"a":1} [2] 3 "four" {"b":5,"zz":1} tru`))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	for i := 0; i < 4; i++ {
		var x any
		err := dec.Decode(&x)
		fmt.Printf("%#v %v %d\n", x, err, dec.InputOffset())
	}
	var s struct{ B int }
	fmt.Println(dec.Decode(&s), s)
	fmt.Println(dec.Decode(&s), dec.Decode(&s))
	dec = json.NewDecoder(strings.NewReader(`{"list":[1,{"k":null},true], "s":"x"}`))
	for {
		t, err := dec.Token()
		if err != nil {
			fmt.Println(err == io.EOF)
			break
		}
		fmt.Printf("%T %v %v\n", t, t, dec.More())
	}
	dec = json.NewDecoder(strings.NewReader(`[{"id":1},{"id":2}]`))
	dec.Token()
	for dec.More() {
		var b Base
		fmt.Println(dec.Decode(&b), b)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.Encode("<>")
	enc.SetIndent("", "\t")
	enc.Encode([]int{1, 2})
	json.HTMLEscape(&buf, []byte(`"<x>" `))
	fmt.Println(json.Compact(&buf, []byte(` { "a" : [ 1 , 2 ] } `)), json.Indent(&buf, []byte(`{"a":[1,{}],"b":[]}`), "", " "), json.Compact(&buf, []byte(`x`)))
	fmt.Println(buf.String())
}
