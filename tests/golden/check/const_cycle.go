// errorcheck

// Constants and variables may not depend on themselves.
package main

const a = b + 1 // ERROR "initialization cycle"
const b = c
const c = a

var x = f() // ERROR "initialization cycle"

func f() int { return y }

var y = g

var g = x

type t int

func (t) m() int { return z }

var z = t.m(0) // ERROR "initialization cycle"

func main() {}
