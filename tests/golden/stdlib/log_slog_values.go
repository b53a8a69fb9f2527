// run

// Attr, Value, Level and Record of log/slog by themselves.
package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"
)

func try(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

type valuer struct{ n int }

func (v valuer) LogValue() slog.Value {
	if v.n == 0 {
		panic("zero")
	}
	return slog.IntValue(v.n)
}

func main() {
	values := []slog.Value{{}, slog.AnyValue(nil), slog.IntValue(-3), slog.Uint64Value(3), slog.Float64Value(1.5), slog.BoolValue(true),
		slog.StringValue("s"), slog.DurationValue(time.Second), slog.TimeValue(time.Unix(0, 0).UTC()), slog.AnyValue(valuer{4}),
		slog.GroupValue(slog.Int("a", 1), slog.Group("e"), slog.String("b", "x")), slog.AnyValue([]int{1}), slog.AnyValue(int8(-1)), slog.AnyValue(float32(0.5)),
		slog.AnyValue([]slog.Attr{slog.Int("z", 1)}), slog.AnyValue(slog.StringValue("v")), slog.AnyValue(uintptr(9)), slog.AnyValue(slog.KindBool)}
	for _, v := range values {
		fmt.Printf("%s %v %T %v %v\n", v.Kind(), v, v.Any(), v.Kind() == slog.KindAny || v.Equal(v), v.Resolve())
	}
	fmt.Println(slog.Kind(99), slog.IntValue(1).Equal(slog.Uint64Value(1)), slog.Int("a", 1).Equal(slog.Int("a", 1)), slog.Int("a", 1))
	fmt.Println(values[2].Int64(), values[3].Uint64(), values[4].Float64(), values[5].Bool(), values[7].Duration(), values[8].Time(), values[9].LogValuer(), values[10].Group())
	try(func() { values[2].Uint64() })
	try(func() { values[2].Group() })
	try(func() { values[6].Time() })
	for _, l := range []slog.Level{-5, -4, -1, 0, 3, 4, 7, 8, 12} {
		text, err := l.MarshalText()
		var back slog.Level
		fmt.Println(l, string(text), err, back.UnmarshalText(text), back == l)
	}
	var l slog.Level
	fmt.Println(l.UnmarshalText([]byte("warn+2")), l, l.UnmarshalText([]byte("nope")), l.UnmarshalText([]byte("info+x")), l.UnmarshalJSON([]byte(`"Error-8"`)), l)
	j, err := json.Marshal(map[string]slog.Level{"l": slog.LevelWarn})
	fmt.Println(string(j), err)
	var lv slog.LevelVar
	fmt.Println(lv.UnmarshalText([]byte("DEBUG")), lv.Level(), &lv)
	r := slog.NewRecord(time.Time{}, slog.LevelInfo, "m", 0)
	r.Add("a", 1, slog.Bool("b", true), 7)
	r.AddAttrs(slog.Group("empty"), slog.Int("c", 3))
	c := r.Clone()
	c.Add("d", 4)
	r.Add("e", 5)
	for _, x := range []slog.Record{r, c} {
		fmt.Print(x.NumAttrs(), x.Source(), ":")
		x.Attrs(func(a slog.Attr) bool {
			fmt.Print(" ", a)
			return a.Key != "d"
		})
		fmt.Println()
	}
	fmt.Println(slog.AnyValue(valuer{0}).Resolve().String()[:20])
}
