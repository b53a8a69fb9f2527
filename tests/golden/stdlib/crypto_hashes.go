// run

package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"fmt"
	"hash"
	"io"
)

func main() {
	hashes := []struct {
		name string
		make func() hash.Hash
	}{
		{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384},
		{"sha512", sha512.New}, {"sha512/224", sha512.New512_224}, {"sha512/256", sha512.New512_256},
	}
	for _, h := range hashes {
		d := h.make()
		fmt.Println(h.name, d.Size(), d.BlockSize())
		fmt.Printf("%x\n", d.Sum(nil))
		io.WriteString(d, "abc")
		fmt.Printf("%x\n", d.Sum([]byte{1}))
		for i := 0; i < 300; i++ {
			d.Write(bytes.Repeat([]byte{byte(i)}, i))
			if i == 100 {
				state, err := d.(encoding.BinaryMarshaler).MarshalBinary()
				fmt.Printf("%x %v\n", state, err)
				d = h.make()
				fmt.Println(d.(encoding.BinaryUnmarshaler).UnmarshalBinary(state))
				fmt.Println(d.(encoding.BinaryUnmarshaler).UnmarshalBinary([]byte("x")))
			}
		}
		fmt.Printf("%x\n", d.Sum(nil))
		d.Reset()
		for n := 54; n < 66; n++ {
			d.Write(make([]byte, n))
		}
		fmt.Printf("%x\n", d.Sum(nil))
		m := hmac.New(h.make, []byte("key"))
		m.Write([]byte("The quick brown fox jumps over the lazy dog"))
		fmt.Printf("%x\n", m.Sum(nil))
		m = hmac.New(h.make, make([]byte, 200))
		fmt.Printf("%x %v\n", m.Sum(nil), hmac.Equal(m.Sum(nil), m.Sum(nil)))
	}
	fmt.Printf("%x %x\n", md5.Sum([]byte("hello")), sha1.Sum([]byte("hello")))
	fmt.Printf("%x %x\n", sha256.Sum256([]byte("hello")), sha256.Sum224([]byte("hello")))
	fmt.Printf("%x %x\n", sha512.Sum512([]byte("hello")), sha512.Sum384([]byte("hello")))
	fmt.Println(subtle.ConstantTimeCompare([]byte("ab"), []byte("ab")), subtle.ConstantTimeCompare([]byte("ab"), []byte("ac")),
		subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeSelect(0, 5, 6), subtle.ConstantTimeByteEq(3, 3),
		subtle.ConstantTimeEq(-1, 1), subtle.ConstantTimeLessOrEq(3, 3), subtle.ConstantTimeLessOrEq(4, 3))
	a, b := make([]byte, 16), make([]byte, 16)
	n, err := rand.Read(a)
	io.ReadFull(rand.Reader, b)
	fmt.Println(n, err, bytes.Equal(a, b))
}
