// errorcheck

// Type arguments are inferred or given, and satisfy their constraints.
package main

type Number interface{ ~int | ~float64 }
type MyInt int

func sum[T Number](xs ...T) (t T)         { return }
func pair[K comparable, V any](k K, v V)  {}
func conv[To, From any](f From) (t To)    { return }
func method[T interface{ M() }](t T)      {}
func ptr[T any, P interface{ *T; Set() }]() {}

type Pair[K comparable, V any] struct {
	k K
	v V
}

func main() {
	_ = sum(1, 2.5)
	_ = sum(MyInt(1), 2)
	_ = sum("a")          // ERROR "string does not satisfy Number \(string missing in ~int \| ~float64\)"
	_ = sum[int, int](1)  // ERROR "got 2 type arguments but sum has 1 type parameters"
	pair([]int{}, 1)      // ERROR "\[\]int does not satisfy comparable"
	_ = conv(1)           // ERROR "in call to conv, cannot infer To"
	_ = conv[string](1)
	method(1)             // ERROR "int does not satisfy interface{M\(\)} \(missing method M\)"
	ptr[int]()            // ERROR "\*int does not satisfy interface{Set\(\); \*int} \(missing method Set\)"
	var f = sum           // ERROR "cannot use generic function sum without instantiation"
	var g func(...int) int = sum
	_ = g
	var _ Pair            // ERROR "cannot use generic type Pair\[K comparable, V any\] without instantiation"
	var _ Pair[int]       // ERROR "not enough type arguments for type Pair: have 1, want 2"
	var _ Pair[int, int, int] // ERROR "too many type arguments for type Pair: have 3, want 2"
	var _ Pair[func(), int] // ERROR "func\(\) does not satisfy comparable"
	var _ MyInt[int]      // ERROR "MyInt is not a generic type"
	var _ Number          // ERROR "cannot use type Number outside a type constraint: interface contains type constraints"
	var _ comparable      // ERROR "cannot use type comparable outside a type constraint: interface is \(or embeds\) comparable"
}

func ops[T any, N Number](a, b T, n N) {
	_ = a + b  // ERROR "operator \+ not defined on a \(variable of type T constrained by any\)"
	_ = a == b // ERROR "incomparable types in type set"
	_ = n < n
	_ = n + 1
	_ = n % 2  // ERROR "operator % not defined on n \(variable of type N constrained by Number\)"
	_ = T(nil) // ERROR "cannot convert nil to type T"
	a.x()      // ERROR "a.x undefined \(type T has no field or method x\)"
	switch any(a).(type) {
	case int, T:
	}
	_ = a.(int) // ERROR "cannot use type assertion on type parameter value a"
}

type rhs[T any] T // ERROR "cannot use a type parameter as RHS in type declaration"
type emb[T any] struct{ T } // ERROR "embedded field type cannot be a type parameter"
