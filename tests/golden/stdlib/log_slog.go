// run

// Text and JSON handlers of log/slog: attributes, groups, kinds of values, options.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"time"
)

type user struct {
	name, password string
}

func (u user) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", u.name), slog.String("password", "***"))
}

type endless struct{}

func (endless) LogValue() slog.Value { return slog.AnyValue(endless{}) }

type thrower struct{}

func (*thrower) Error() string { panic("thrown") }

type point struct {
	X, Y int
	tag  string
}

func noTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

func show(name string, log *slog.Logger) {
	fmt.Println("--", name)
	log.Info("plain")
	log.Debug("not shown")
	log.Warn("with attrs", "int", 1, "str", "a b", "quoted", `say "hi"`, "empty", "", "eq", "a=b", "unicode", "é\u2028", "nl", "a\nb")
	log.Error("kinds", "b", true, "f", 2.5, "big", 1e21, "u", uint8(7), "d", 1500*time.Millisecond, "nil", nil, "err", errors.New("bad thing"),
		"bytes", []byte("raw"), "slice", []int{1, 2}, "map", map[string]int{"b": 2, "a": 1}, "struct", point{1, 2, "t"}, "ptr", &point{3, 4, ""})
	log.Info("time", "t", time.Date(2024, 2, 3, 4, 5, 6, 7008009, time.UTC))
	log.Info("bad", "nokey")
	log.Info("bad", 42, "x", 1)
	log.Info("groups", slog.Group("g", "a", 1, slog.Group("h", "b", 2)), slog.Group("empty"), slog.Group("", "inline", 3))
	log.With("w", 1).WithGroup("g1").With("x", 2).WithGroup("g2").Info("nested", "y", 3)
	log.WithGroup("none").Info("no attrs")
	log.With("w", 1).WithGroup("none").Info("no attrs")
	log.WithGroup("").With().Info("same")
	log.Info("valuer", "user", user{"bob", "secret"}, "list", []user{{"a", "b"}})
	log.Info("html", "k", "<a&b>")
	log.Info("nan", "f", math.NaN(), "fn", func() {} == nil)
	log.Info("odd keys", "a b", 1, "", 2, `q"`, 3)
	log.LogAttrs(context.Background(), slog.LevelInfo+1, "level", slog.Int("i", 1), slog.Any("lvl", slog.LevelError+2))
	log.Log(nil, slog.LevelDebug, "not shown")
	var np *thrower
	log.Info("panics", "nil", error(np), "e", &thrower{})
	log.Info("endless", "v", endless{})
}

func main() {
	show("text", slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})))
	show("json", slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})))

	var lv slog.LevelVar
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: &lv, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		switch a.Key {
		case "time", "drop":
			return slog.Attr{}
		case "level":
			return slog.String("LEVEL", fmt.Sprint("<", a.Value.Any().(slog.Level), ">"))
		case "rename":
			return slog.Any("renamed", fmt.Sprint(groups, a.Value))
		}
		return a
	}}))
	log.Debug("hidden")
	lv.Set(slog.LevelDebug)
	log.Debug("shown", "drop", 1, "rename", 2, slog.Group("g", "rename", 3, "drop", 4), slog.Group("gone", "drop", 5))
	log.WithGroup("h").With("rename", 6).Info("m", "drop", 7)
	log.WithGroup("h").Info("m", "drop", 7)
	fmt.Println(&lv, log.Enabled(nil, -5), log.Enabled(nil, -4))
	slog.New(slog.DiscardHandler).Info("nothing")

	src := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if s, ok := a.Value.Any().(*slog.Source); ok {
			return slog.Group(a.Key, "line", s.Line, "func", s.Function)
		}
		return noTime(groups, a)
	}}))
	src.Info("here")
	src.With("a", 1).WarnContext(context.Background(), "there")
}
