// run

package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"", "0", "-0", "+12", "-12", "007", "1_000", "0x1F", "0b11", "0o17", "017", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "12a", "--1", "zz", "300", "-129", "0x_1", "_1", "日"} {
		i, err := strconv.Atoi(s)
		fmt.Println(i, err)
		for _, base := range []int{0, 10, 16, 36, 1} {
			n, err := strconv.ParseInt(s, base, 64)
			u, uerr := strconv.ParseUint(s, base, 8)
			fmt.Println(n, err, u, uerr)
		}
		n, err := strconv.ParseInt(s, 10, 8)
		fmt.Println(n, err)
	}
	_, err := strconv.ParseInt("1", 10, 65)
	fmt.Println(err)
	var ne *strconv.NumError
	_, err = strconv.Atoi("x\n")
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err == strconv.ErrSyntax, errors.Is(err, strconv.ErrSyntax))
	for _, n := range []int64{0, 1, -1, 255, math.MaxInt64, math.MinInt64} {
		fmt.Println(strconv.FormatInt(n, 2), strconv.FormatInt(n, 10), strconv.FormatInt(n, 36), strconv.FormatUint(uint64(n), 16), strconv.Itoa(int(n)))
		fmt.Println(string(strconv.AppendInt([]byte("x"), n, 7)), string(strconv.AppendUint(nil, uint64(n), 10)))
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1.5, 0.1, 1e21, 1e-7, 123456789, math.Pi, math.MaxFloat64, 5e-324, math.Inf(1), math.Inf(-1), math.NaN(), 100, 1e6, 12345678} {
		for _, c := range "bexfgGE" {
			fmt.Print(strconv.FormatFloat(f, byte(c), -1, 64), " ", strconv.FormatFloat(f, byte(c), 3, 64), " ", strconv.FormatFloat(f, byte(c), -1, 32), " ")
		}
		fmt.Println()
	}
	for _, s := range []string{"1", "1.5e3", "-0", "inf", "-Infinity", "NaN", "1e400", "1e-400", "0x1p-2", "0x1", "1_0", "", "x", ".5", "5.", "1e", "0x1.8p1", "1e309", "infi", "3.4e39"} {
		f, err := strconv.ParseFloat(s, 64)
		g, gerr := strconv.ParseFloat(s, 32)
		fmt.Println(f, err, g, gerr)
	}
	for _, s := range []string{"1", "T", "true", "TRUE", "True", "0", "f", "False", "tRUE", ""} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	fmt.Println(strconv.FormatBool(true), string(strconv.AppendBool(nil, false)), string(strconv.AppendFloat([]byte("f="), 2.5, 'g', -1, 64)))
	for _, s := range []string{"1+2i", "(3-4i)", "5", "6i", "+Inf+NaNi", "1+2", "i", "1e400+1i", "(1", "1++2i", "0x1p1-0x1p2i", "infi"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(c, err)
	}
	fmt.Println(strconv.FormatComplex(1-2i, 'f', 2, 128), strconv.FormatComplex(complex(math.Inf(1), math.NaN()), 'g', -1, 64))
	for _, f := range []func(){
		func() { strconv.FormatInt(1, 1) },
		func() { strconv.FormatInt(1, 37) },
		func() { strconv.FormatFloat(1, 'g', -1, 16) },
		func() { strconv.FormatComplex(1, 'g', -1, 16) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	fmt.Println(strconv.IntSize)
}
