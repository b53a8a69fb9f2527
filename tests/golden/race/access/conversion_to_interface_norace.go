// norace

// Access: conversion to an interface reads the value; here one after the other.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	<-done
	var i any = p
	use(i)
}

func use(...any) {}
