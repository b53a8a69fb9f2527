// run

package main

import (
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"strings"
)

func main() {
	for _, s := range []string{"", "a", "abc", "message digest", strings.Repeat("1234567890", 100)} {
		b := []byte(s)
		fmt.Println(crc32.ChecksumIEEE(b), crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)), crc32.Checksum(b, crc32.MakeTable(crc32.Koopman)), crc32.Update(7, crc32.IEEETable, b),
			crc64.Checksum(b, crc64.MakeTable(crc64.ISO)), crc64.Checksum(b, crc64.MakeTable(crc64.ECMA)), crc64.Update(7, crc64.MakeTable(crc64.ISO), b), adler32.Checksum(b))
		for _, h := range []hash.Hash{crc32.NewIEEE(), crc64.New(crc64.MakeTable(crc64.ECMA)), adler32.New(), fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a(), fnv.New128(), fnv.New128a()} {
			n, err := h.Write(b[:len(b)/2])
			state, _ := h.(encoding.BinaryMarshaler).MarshalBinary()
			h.Write(b[len(b)/2:])
			sum := h.Sum([]byte{1})
			h.Reset()
			first := h.Sum(nil)
			err2 := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
			h.Write(b[len(b)/2:])
			fmt.Printf("%d %v %x %x %d %d %v %x %x\n", n, err, sum, first, h.Size(), h.BlockSize(), err2, state, h.Sum(nil))
			fmt.Println(h.(encoding.BinaryUnmarshaler).UnmarshalBinary([]byte("x")), h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state[:5]))
		}
	}
	fmt.Println(fnv.New32a().Sum32(), fnv.New64().Sum64(), crc32.NewIEEE().Sum32())
	seed := maphash.MakeSeed()
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString("hel")
	h.WriteByte('l')
	h.Write([]byte("o"))
	fmt.Println(h.Sum64() == maphash.String(seed, "hello"), maphash.Bytes(seed, []byte("hello")) == h.Sum64(), h.Seed() == seed, h.Size(), len(h.Sum(nil)))
	h.Reset()
	fmt.Println(h.Sum64() == maphash.String(seed, ""), maphash.String(seed, "a") != maphash.String(seed, "b"))
}
