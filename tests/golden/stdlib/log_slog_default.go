// run

// The default logger of log/slog writes through package log, and the other way round after SetDefault.
package main

import (
	"log"
	"log/slog"
	"os"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	slog.Info("hello", "a", 1, slog.Group("g", "b", "x y"))
	slog.Debug("hidden")
	old := slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.Debug("shown", "old", old)
	slog.With("w", 1).WithGroup("g").Warn("grouped", "x", 2)
	slog.SetLogLoggerLevel(slog.LevelInfo)
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if s, ok := a.Value.Any().(*slog.Source); ok {
			return slog.Int("line", s.Line)
		}
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
	l := slog.NewLogLogger(h, slog.LevelWarn)
	l.Print("through log")
	l.Printf("%d\n", 7)
	slog.SetDefault(slog.New(h))
	slog.Error("default", "k", "v")
	log.Println("from log")
	slog.SetLogLoggerLevel(slog.LevelError)
	log.Print("as error")
	slog.SetLogLoggerLevel(slog.LevelDebug)
	log.Print("hidden")
}
