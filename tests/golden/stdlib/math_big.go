// run

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
)

func parse(s string) *big.Int {
	z, ok := new(big.Int).SetString(s, 0)
	if !ok {
		panic(s)
	}
	return z
}

func main() {
	fact := new(big.Int).MulRange(1, 100)
	fmt.Println(fact, fact.BitLen(), fact.TrailingZeroBits())
	a, b := big.NewInt(0), big.NewInt(1)
	for i := 0; i < 1000; i++ {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Println(a)
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(500), nil).Text(36))

	xs := []string{"0", "1", "-1", "7", "-7", "12345678901234567890", "-98765432109876543210987654321", "0x10000000000000000", "18446744073709551615"}
	for _, s := range xs {
		for _, t := range xs {
			x, y := parse(s), parse(t)
			z := new(big.Int)
			fmt.Print(z.Add(x, y), " ", z.Sub(x, y), " ", z.Mul(x, y), " ", z.And(x, y), " ", z.Or(x, y), " ", z.Xor(x, y), " ", z.AndNot(x, y), " ", x.Cmp(y), " ", x.CmpAbs(y))
			if y.Sign() != 0 {
				q, r := new(big.Int).QuoRem(x, y, new(big.Int))
				d, m := new(big.Int).DivMod(x, y, new(big.Int))
				fmt.Print(" ", q, r, d, m, z.Div(x, y), z.Mod(x, y), z.Quo(x, y), z.Rem(x, y))
			}
			u, v := new(big.Int), new(big.Int)
			fmt.Println(" ", z.GCD(nil, nil, x, y), z.GCD(u, v, x, y), u, v)
		}
		x := parse(s)
		f, acc := new(big.Rat).SetInt(x).Float64()
		fmt.Println(new(big.Int).Not(x), new(big.Int).Neg(x), new(big.Int).Abs(x), new(big.Int).Lsh(x, 70), new(big.Int).Rsh(x, 3), x.Bit(2), x.Sign(),
			x.IsInt64(), x.IsUint64(), x.Int64(), x.Uint64(), x.Bytes(), new(big.Int).SetBit(x, 5, 1), new(big.Int).SetBit(x, 0, 0), f, acc)
		fmt.Printf("%d|%x|%X|%#x|%o|%b|%+d|%40d|%-40d|%040d|% d|%.30d|%s|%v|%z\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
	}
	p := parse("170141183460469231731687303715884105727")
	fmt.Println(p.ProbablyPrime(10), new(big.Int).Add(p, big.NewInt(2)).ProbablyPrime(10), big.NewInt(561).ProbablyPrime(5), big.NewInt(1).ProbablyPrime(1), big.NewInt(97).ProbablyPrime(0))
	fmt.Println(new(big.Int).Exp(big.NewInt(2), big.NewInt(1000), p), new(big.Int).Exp(big.NewInt(-3), big.NewInt(5), big.NewInt(7)), new(big.Int).Exp(big.NewInt(3), big.NewInt(-1), big.NewInt(7)))
	fmt.Println(new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)), new(big.Int).ModInverse(big.NewInt(2), big.NewInt(4)) == nil, new(big.Int).ModInverse(big.NewInt(-3), p))
	fmt.Println(new(big.Int).ModSqrt(big.NewInt(5), big.NewInt(41)), new(big.Int).ModSqrt(big.NewInt(3), big.NewInt(7)) == nil, big.Jacobi(big.NewInt(5), big.NewInt(21)))
	fmt.Println(new(big.Int).Sqrt(fact), new(big.Int).Binomial(50, 25), new(big.Int).SetBytes([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9}), new(big.Int).SetUint64(math.MaxUint64))
	for _, s := range []string{"", "-", "0b101", "0o17", "017", "0xff", "1_000", "1__0", "_1", "12a", "zz", "+5", "08"} {
		z, ok := new(big.Int).SetString(s, 0)
		y, ok2 := new(big.Int).SetString(s, 36)
		fmt.Println(s, z, ok, y, ok2)
	}
	var i, j big.Int
	n, err := fmt.Sscan("123456789012345678901234567890 -5", &i, &j)
	fmt.Println(n, err, &i, &j)
	out, err := json.Marshal(map[string]*big.Int{"n": &i})
	fmt.Println(string(out), err)
	var back struct{ N *big.Int }
	fmt.Println(json.Unmarshal(out, &back), back.N)

	r := big.NewRat(3, -6)
	s := big.NewRat(5, 7)
	z := new(big.Rat)
	fmt.Println(r, z.Add(r, s), z.Sub(r, s), z.Mul(r, s), z.Quo(r, s), z.Inv(r), z.Neg(r), z.Abs(r), r.Cmp(s), r.Sign(), r.IsInt(), r.Num(), r.Denom())
	for _, t := range []string{"1/3", "-2.5", "1e3", "3.14159e-3", "4/2", "x", "1/0", "", ".5", "5.", "1/-2", "0x10/3"} {
		z, ok := new(big.Rat).SetString(t)
		if !ok {
			fmt.Println(t, ok)
			continue
		}
		f, exact := z.Float64()
		g, exact32 := z.Float32()
		fmt.Println(t, z, z.RatString(), z.FloatString(3), z.FloatString(0), f, exact, g, exact32)
	}
	fmt.Println(new(big.Rat).SetFloat64(0.1), new(big.Rat).SetFloat64(-1.5), new(big.Rat).SetFloat64(math.Inf(1)) == nil, new(big.Rat).SetFloat64(5e-324).FloatString(5))
	sum := new(big.Rat)
	for k := int64(1); k <= 30; k++ {
		sum.Add(sum, big.NewRat(1, k))
	}
	fmt.Println(sum, sum.FloatString(40))
	defer func() { fmt.Println(recover()) }()
	new(big.Int).Div(big.NewInt(1), new(big.Int))
}
