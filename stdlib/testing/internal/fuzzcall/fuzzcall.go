// Package fuzzcall calls functions of fuzz targets, whatever their parameters are, and reads corpus files.
package fuzzcall

import (
	"errors"
	"fmt"
	"internal/testhooks"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

func init() {
	testhooks.CheckFuzzFunc = checkFunc
	testhooks.CheckCorpus = checkCorpus
	testhooks.ReadCorpus = readCorpus
	testhooks.CallFuzzFunc = call
}

func checkFunc(ff any) {
	t := reflect.TypeOf(ff)
	if t == nil || t.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	if t.NumIn() < 2 || t.In(0).String() != "*testing.T" {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	for i := 1; i < t.NumIn(); i++ {
		if in := t.In(i); !supported(in) {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", in))
		}
	}
}

// supported reports whether t is string, []byte or an unnamed numeric type or bool.
func supported(t reflect.Type) bool {
	switch t.String() {
	case "string", "[]uint8", "bool", "float32", "float64", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16",
		"uint32", "uint64":
		return true
	}
	return false
}

func checkCorpus(ff any, values []any) error {
	t := reflect.TypeOf(ff)
	if want := t.NumIn() - 1; len(values) != want {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(values), want)
	}
	var have, want []reflect.Type
	same := true
	for i, v := range values {
		have = append(have, reflect.TypeOf(v))
		want = append(want, t.In(i+1))
		same = same && have[i] == want[i]
	}
	if !same {
		return fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, want)
	}
	return nil
}

func call(ff any, t any, values []any) {
	args := []reflect.Value{reflect.ValueOf(t)}
	for _, v := range values {
		args = append(args, reflect.ValueOf(v))
	}
	reflect.ValueOf(ff).Call(args)
}

func readCorpus(ff any, dir string) ([]testhooks.CorpusEntry, error) {
	files, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var corpus []testhooks.CorpusEntry
	var malformed []string
	for _, file := range files {
		if file.IsDir() {
			continue
		}
		name := dir + "/" + file.Name()
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		values, err := parseCorpus(string(data))
		if err != nil {
			err = fmt.Errorf("unmarshal: %v", err)
		} else {
			err = checkCorpus(ff, values)
		}
		if err != nil {
			malformed = append(malformed, fmt.Sprintf("%q: %v", name, err))
			continue
		}
		corpus = append(corpus, testhooks.CorpusEntry{Path: name, Values: values})
	}
	if malformed != nil {
		return nil, errors.New(strings.Join(malformed, "\n"))
	}
	return corpus, nil
}

// parseCorpus parses a corpus file: a line with the version, then a conversion of a literal on each line.
func parseCorpus(text string) ([]any, error) {
	if text == "" {
		return nil, errors.New("cannot unmarshal empty string")
	}
	lines := strings.Split(text, "\n")
	if len(lines) < 2 {
		return nil, errors.New("must include version and at least one value")
	}
	if version := strings.TrimSuffix(lines[0], "\r"); version != "go test fuzz v1" {
		return nil, fmt.Errorf("unknown encoding version: %s", version)
	}
	var values []any
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		v, err := parseValue(line)
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		values = append(values, v)
	}
	return values, nil
}

// parseValue parses T(literal), or math.Float64frombits(literal).
func parseValue(line string) (any, error) {
	open := strings.IndexByte(line, '(')
	if open < 0 || !strings.HasSuffix(line, ")") {
		return nil, errors.New("expected call expression")
	}
	typ, lit := strings.TrimSpace(line[:open]), strings.TrimSpace(line[open+1:len(line)-1])
	quoted := lit != "" && (lit[0] == '"' || lit[0] == '`')
	switch typ {
	case "[]byte":
		if !quoted {
			return nil, errors.New("string literal required for type []byte")
		}
		s, err := strconv.Unquote(lit)
		return []byte(s), err
	case "string":
		if !quoted {
			return nil, errors.New("string literal value required for type string")
		}
		return strconv.Unquote(lit)
	case "bool":
		switch lit {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return nil, errors.New("true or false required for type bool")
	case "rune", "byte":
		if lit != "" && lit[0] == '\'' {
			return parseChar(typ, lit)
		}
	case "math.Float32frombits", "math.Float64frombits":
		bits, err := strconv.ParseUint(lit, 0, 64)
		if typ == "math.Float32frombits" {
			return math.Float32frombits(uint32(bits)), err
		}
		return math.Float64frombits(bits), err
	}
	return parseNumber(typ, strings.ReplaceAll(lit, " ", ""))
}

func parseChar(typ, lit string) (any, error) {
	s, err := strconv.Unquote(lit)
	if err != nil {
		return nil, err
	}
	r, _ := utf8.DecodeRuneInString(s)
	if typ == "rune" {
		return r, nil
	}
	if r > 255 {
		return nil, fmt.Errorf("can only encode single byte to a byte type")
	}
	return byte(r), nil
}

func parseNumber(typ, lit string) (any, error) {
	switch typ {
	case "int":
		v, err := strconv.ParseInt(lit, 0, 64)
		return int(v), err
	case "int8":
		v, err := strconv.ParseInt(lit, 0, 8)
		return int8(v), err
	case "int16":
		v, err := strconv.ParseInt(lit, 0, 16)
		return int16(v), err
	case "int32", "rune":
		v, err := strconv.ParseInt(lit, 0, 32)
		return int32(v), err
	case "int64":
		v, err := strconv.ParseInt(lit, 0, 64)
		return v, err
	case "uint":
		v, err := strconv.ParseUint(lit, 0, 64)
		return uint(v), err
	case "uint8", "byte":
		v, err := strconv.ParseUint(lit, 0, 8)
		return uint8(v), err
	case "uint16":
		v, err := strconv.ParseUint(lit, 0, 16)
		return uint16(v), err
	case "uint32":
		v, err := strconv.ParseUint(lit, 0, 32)
		return uint32(v), err
	case "uint64":
		v, err := strconv.ParseUint(lit, 0, 64)
		return v, err
	case "float32":
		v, err := strconv.ParseFloat(lit, 32)
		return float32(v), err
	case "float64":
		v, err := strconv.ParseFloat(lit, 64)
		return v, err
	}
	return nil, errors.New("expected []byte or primitive type")
}
