// run

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

type inner struct {
	A int16
	B [3]uint8
}

type record struct {
	Flag bool
	N    int8
	_    [2]byte
	X    uint32
	F    float32
	D    float64
	C    complex64
	In   inner
	List [2]inner
	K    kind
}

type kind uint16

func main() {
	b := make([]byte, 8)
	for _, o := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		o.PutUint16(b, 0x0102)
		fmt.Print(b[:2], o.Uint16(b), " ")
		o.PutUint32(b, 0x01020304)
		fmt.Print(b[:4], o.Uint32(b), " ")
		o.PutUint64(b, 0x0102030405060708)
		fmt.Println(b, o.Uint64(b), o, o.String())
		ao := o.(binary.AppendByteOrder)
		fmt.Println(ao.AppendUint16(nil, 1), ao.AppendUint32(nil, 2), ao.AppendUint64([]byte{9}, 3))

		r := record{true, -5, [2]byte{7, 7}, 0xdeadbeef, 1.5, math.Pi, 1 - 2i, inner{-2, [3]uint8{1, 2, 3}}, [2]inner{{1, [3]uint8{4, 5, 6}}, {2, [3]uint8{7, 8, 9}}}, 77}
		var buf bytes.Buffer
		fmt.Println(binary.Write(&buf, o, r), binary.Size(r), binary.Size(&r), binary.Size([]record{r, r}))
		fmt.Printf("%x\n", buf.Bytes())
		var back record
		fmt.Println(binary.Read(&buf, o, &back))
		fmt.Println(back)
		for _, v := range []any{int8(-1), uint16(300), int32(-70000), []int16{1, -2}, [2]uint32{1, 2}, true, []bool{true, false}, float32(2.5), []float64{1, 2}, 3 + 4i, &r.X, kind(9)} {
			buf.Reset()
			err := binary.Write(&buf, o, v)
			fmt.Printf("%x %v %d ", buf.Bytes(), err, binary.Size(v))
		}
		fmt.Println()
		ints := make([]int32, 2)
		fmt.Println(binary.Read(strings.NewReader("\x01\x00\x00\x00\x00\x00\x00\x02"), o, ints), ints)
		fmt.Println(binary.Read(strings.NewReader("\x01\x00\x00"), o, ints), binary.Read(strings.NewReader(""), o, ints))
		var u8 uint8
		var ok bool
		fmt.Println(binary.Read(strings.NewReader("\x05\x07"), o, &u8), u8, binary.Read(strings.NewReader("\x07"), o, &ok), ok)
	}
	var buf bytes.Buffer
	fmt.Println(binary.Write(&buf, binary.LittleEndian, 5), binary.Write(&buf, binary.LittleEndian, "x"), binary.Write(&buf, binary.LittleEndian, map[int]int{}))
	fmt.Println(binary.Read(&buf, binary.LittleEndian, 5), binary.Read(&buf, binary.LittleEndian, new(int)), binary.Size(1), binary.Size([]string{}), binary.Size(struct{}{}))

	for _, x := range []uint64{0, 1, 127, 128, 300, 1 << 32, math.MaxUint64} {
		p := binary.AppendUvarint(nil, x)
		u, n := binary.Uvarint(p)
		s := binary.AppendVarint(nil, int64(x))
		v, m := binary.Varint(s)
		v2 := binary.AppendVarint(nil, -int64(x))
		fmt.Println(p, u, n, s, v, m, v2, binary.PutUvarint(make([]byte, 10), x), binary.PutVarint(make([]byte, 10), int64(x)))
		ru, err := binary.ReadUvarint(bytes.NewReader(p))
		rv, err2 := binary.ReadVarint(bytes.NewReader(s))
		fmt.Println(ru, err, rv, err2)
	}
	fmt.Println(binary.Uvarint(nil))
	fmt.Println(binary.Uvarint([]byte{0x80, 0x80}))
	over := bytes.Repeat([]byte{0xff}, 11)
	fmt.Println(binary.Uvarint(over))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(over)))
	fmt.Println(binary.ReadUvarint(bytes.NewReader([]byte{0x80})))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(nil)))
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.BigEndian.Uint32([]byte{1, 2})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.PutUvarint([]byte{1}, 1000)
	}()
}
