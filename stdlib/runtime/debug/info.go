package debug

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// BuildInfo describes how a program was built.
type BuildInfo struct {
	GoVersion string
	Path      string // of package main
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// A Module is a module of a build.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// A BuildSetting is a setting of a build.
type BuildSetting struct {
	Key, Value string
}

// ReadBuildInfo returns nil and false: a script is not built.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }

func quoteKey(key string) bool { return len(key) == 0 || strings.ContainsAny(key, "= \t\r\n\"`") }

func quoteValue(value string) bool { return strings.ContainsAny(value, " \t\r\n\"`") }

// String returns the lines that ParseBuildInfo reads.
func (bi *BuildInfo) String() string {
	var b strings.Builder
	if bi.GoVersion != "" {
		fmt.Fprintf(&b, "go\t%s\n", bi.GoVersion)
	}
	if bi.Path != "" {
		fmt.Fprintf(&b, "path\t%s\n", bi.Path)
	}
	var module func(word string, m *Module)
	module = func(word string, m *Module) {
		b.WriteString(word + "\t" + m.Path + "\t" + m.Version)
		if m.Replace == nil {
			b.WriteString("\t" + m.Sum + "\n")
			return
		}
		b.WriteByte('\n')
		module("=>", m.Replace)
	}
	if bi.Main != (Module{}) {
		module("mod", &bi.Main)
	}
	for _, dep := range bi.Deps {
		module("dep", dep)
	}
	for _, s := range bi.Settings {
		key, value := s.Key, s.Value
		if quoteKey(key) {
			key = strconv.Quote(key)
		}
		if quoteValue(value) {
			value = strconv.Quote(value)
		}
		fmt.Fprintf(&b, "build\t%s=%s\n", key, value)
	}
	return b.String()
}

// ParseBuildInfo reads what String returns.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = &BuildInfo{}
	var last *Module
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		word, rest, _ := strings.Cut(line, "\t")
		fail := func(format string, args ...any) (*BuildInfo, error) {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %s", i+1, fmt.Sprintf(format, args...))
		}
		switch word {
		case "go":
			bi.GoVersion = rest
		case "path":
			bi.Path = rest
		case "mod", "dep", "=>":
			parts := strings.Split(rest, "\t")
			if len(parts) != 2 && len(parts) != 3 {
				return fail("expected 2 or 3 columns; got %d", len(parts))
			}
			m := Module{Path: parts[0], Version: parts[1]}
			if len(parts) == 3 {
				m.Sum = parts[2]
			}
			switch word {
			case "mod":
				bi.Main = m
				last = &bi.Main
			case "dep":
				last = &m
				bi.Deps = append(bi.Deps, last)
			default:
				if last == nil {
					return fail("replacement with no module on previous line")
				}
				last.Replace = &m
				last = nil
			}
		case "build":
			key, value, ok := strings.Cut(rest, "=")
			if quoted, err := strconv.QuotedPrefix(rest); err == nil {
				key, _ = strconv.Unquote(quoted)
				value, ok = strings.CutPrefix(rest[len(quoted):], "=")
			}
			if !ok {
				return fail("build line with missing '='")
			}
			if unquoted, err := strconv.Unquote(value); err == nil {
				value = unquoted
			}
			bi.Settings = append(bi.Settings, BuildSetting{key, value})
		}
	}
	return bi, nil
}

// GCStats holds information about recent garbage collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration // most recent first
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration // filled if not empty: least, quartiles, most
}

// ReadGCStats fills stats; of single pauses it knows nothing, only of their number and sum.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	clear(stats.PauseQuantiles)
}

// CrashOptions is for later options of SetCrashOutput.
type CrashOptions struct{}

// SetCrashOutput reports that reports of crashes go to standard error only.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	if f == nil {
		return nil
	}
	return fmt.Errorf("runtime/debug: SetCrashOutput is not supported")
}

// WriteHeapDump panics: Golite has no dump format.
func WriteHeapDump(fd uintptr) { panic("runtime/debug: WriteHeapDump is not supported") }
