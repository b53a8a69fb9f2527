// run

package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

func main() {
	data := []byte("\x00\x01\xfe\xff any + old & data\n")
	for n := 0; n <= len(data); n += 3 {
		d := data[:n]
		fmt.Println(hex.EncodeToString(d), base64.StdEncoding.EncodeToString(d), base64.URLEncoding.EncodeToString(d), base64.RawStdEncoding.EncodeToString(d), base64.RawURLEncoding.EncodeToString(d),
			base32.StdEncoding.EncodeToString(d), base32.HexEncoding.EncodeToString(d), base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(d))
		for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
			back, err := enc.DecodeString(enc.EncodeToString(d))
			fmt.Print(bytes.Equal(back, d), err, enc.EncodedLen(n), enc.DecodedLen(enc.EncodedLen(n)), " ")
		}
		for m := 0; m < 5; m++ {
			e32 := base32.StdEncoding
			back, err := e32.DecodeString(e32.EncodeToString(data[:m+n%7]))
			fmt.Print(bytes.Equal(back, data[:m+n%7]), err, " ")
		}
		fmt.Println()
	}
	for _, s := range []string{"", "YQ==", "YQ=", "YQ", "Y", "YQ==x", "Y\nQ=\r=\n", "!!!!", "YWI=", "YWI==", "YR==", "====", "YWJj\nZGVm", "YWJjZA==YWJj", "AB=C"} {
		a, err := base64.StdEncoding.DecodeString(s)
		b, err2 := base64.RawStdEncoding.DecodeString(s)
		c, err3 := base64.StdEncoding.Strict().DecodeString(s)
		fmt.Printf("%q %v %q %v %q %v\n", a, err, b, err2, c, err3)
		all, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s)))
		fmt.Printf("%q %v\n", all, err)
	}
	for _, s := range []string{"", "ME======", "ME=====", "ME", "M", "MFRGG===", "MFRGG==", "MFRGGZDF", "mfrgg===", "MFRGGZDFMZTWQ===", "MFRGGZDF\nMZTWQ===", "!!", "MFR====="} {
		a, err := base32.StdEncoding.DecodeString(s)
		b, err2 := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(s)
		fmt.Printf("%q %v %q %v\n", a, err, b, err2)
	}
	for _, s := range []string{"", "00ff", "0", "0g", "g0", "abcd1", "ABcd", "日本", "0\n"} {
		a, err := hex.DecodeString(s)
		fmt.Printf("%q %v\n", a, err)
		all, err := io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Printf("%q %v\n", all, err)
	}
	fmt.Print(hex.Dump([]byte("hello world, this is\x00\x01 a dump\xff of data")))
	fmt.Print(hex.Dump(nil), hex.Dump(data[:16]))
	var out bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &out)
	for i := 0; i < len(data); i += 4 {
		end := i + 4
		if end > len(data) {
			end = len(data)
		}
		w.Write(data[i:end])
	}
	w.Close()
	fmt.Println(out.String())
	out.Reset()
	w = base32.NewEncoder(base32.StdEncoding, &out)
	io.Copy(w, iotestOneByte{bytes.NewReader(data)})
	w.Close()
	fmt.Println(out.String())
	all, err := io.ReadAll(base32.NewDecoder(base32.StdEncoding, iotestOneByte{strings.NewReader(out.String())}))
	fmt.Println(bytes.Equal(all, data), err)
	out.Reset()
	hex.NewEncoder(&out).Write(data)
	fmt.Println(out.String())
	long := strings.Repeat("0123456789", 500)
	all, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, iotestOneByte{strings.NewReader(base64.StdEncoding.EncodeToString([]byte(long)))}))
	fmt.Println(string(all) == long, err)
	custom := base64.NewEncoding(strings.Repeat("", 0) + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_").WithPadding('*')
	fmt.Println(custom.EncodeToString([]byte("a")))
	for _, f := range []func(){func() { base64.NewEncoding("abc") }, func() { base64.StdEncoding.WithPadding('A') }, func() { base64.StdEncoding.WithPadding('\n') }, func() { base32.NewEncoding("x") }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

type iotestOneByte struct{ r io.Reader }

func (o iotestOneByte) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return o.r.Read(p[:1])
}
