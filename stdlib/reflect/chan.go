package reflect

func makeChan(t *rtype, n int) *byte
func chanLen(ptr *byte) int
func chanCap(ptr *byte) int
func chanClose(ptr *byte)

// A cell holds a value of a channel's element type that is sent or received; value may be nil.
func makeCell(t *rtype, value *byte) (cell *byte)
func readCell(t *rtype, cell, to *byte)
func chanSend(ch, cell *byte)
func chanRecv(ch, cell *byte) (ok bool)

// chanSelect is a select; chosen is -1 for the default.
func chanSelect(chans, cells []*byte, sends []bool, hasDefault bool) (chosen int, ok bool)

// MakeChan returns a new channel value.
func MakeChan(typ Type, buffer int) Value {
	if typ.Kind() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typ.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	return Value{typ: typ.common(), ptr: makeChan(typ.common(), buffer)}
}

// Close closes the channel v.
func (v Value) Close() {
	v.must(Chan, "Close")
	if v.typ.ChanDir()&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(v.ptr)
}

// mustBe panics unless v is a channel of that direction.
func (v Value) mustBeChan(method, action string, dir ChanDir) {
	v.must(Chan, method)
	v.mustBeExported(method)
	if v.typ.ChanDir()&dir == 0 {
		panic("reflect: " + action + " on " + map[ChanDir]string{RecvDir: "send", SendDir: "recv"}[dir] + "-only channel")
	}
}

// received returns what a receive operation on v left in the cell.
func (v Value) received(cell *byte) Value {
	elem := typeElem(v.typ)
	x := Value{typ: elem, ptr: newObject(elem)}
	readCell(v.typ, cell, x.ptr)
	return x
}

// Send sends x on the channel v; x has to be assignable to its element type.
func (v Value) Send(x Value) {
	v.mustBeChan("Send", "send", SendDir)
	chanSend(loadPointer(v.ptr), v.sendCell("reflect.Value.Send", x))
}

func (v Value) sendCell(context string, x Value) *byte {
	x.mustBeExported(context)
	return makeCell(v.typ, x.assignTo(context, typeElem(v.typ)).ptr)
}

// Recv receives a value from the channel v. It is the zero value, with ok false, if the channel is closed.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBeChan("Recv", "recv", RecvDir)
	cell := makeCell(v.typ, nil)
	ok = chanRecv(loadPointer(v.ptr), cell)
	return v.received(cell), ok
}

// TrySend sends x on the channel v if it can do so without blocking, and reports whether it did.
func (v Value) TrySend(x Value) bool {
	v.mustBeChan("TrySend", "send", SendDir)
	cell := v.sendCell("reflect.Value.TrySend", x)
	chosen, _ := chanSelect([]*byte{loadPointer(v.ptr)}, []*byte{cell}, []bool{true}, true)
	return chosen == 0
}

// TryRecv receives a value from the channel v if it can do so without blocking; otherwise x is the zero Value. If the
// channel is closed, x is the zero value of the element type and ok is false.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBeChan("TryRecv", "recv", RecvDir)
	cell := makeCell(v.typ, nil)
	chosen, ok := chanSelect([]*byte{loadPointer(v.ptr)}, []*byte{cell}, []bool{false}, true)
	if chosen < 0 {
		return Value{}, false
	}
	return v.received(cell), ok
}

// A SelectDir says what a case of Select does.
type SelectDir int

const (
	_             SelectDir = iota
	SelectSend              // case Chan <- Send
	SelectRecv              // case <-Chan
	SelectDefault           // default
)

// A SelectCase is a case of Select. A case with the zero Value as Chan is never chosen. Send is for SelectSend only.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// Select does what a select statement with those cases does: it waits until one can proceed and returns its index, and for
// a receive the value and whether it was sent, not the zero value of a closed channel.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	defaultCase := -1
	var index []int // of the cases below in cases
	var chans, cells []*byte
	var sends []bool
	add := func(i int, ch Value, cell *byte, send bool) {
		index = append(index, i)
		chans = append(chans, loadPointer(ch.ptr))
		cells = append(cells, cell)
		sends = append(sends, send)
	}
	for i, c := range cases {
		switch c.Dir {
		default:
			panic("reflect.Select: invalid Dir")
		case SelectDefault:
			if defaultCase >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			defaultCase = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
		case SelectSend:
			if !c.Chan.IsValid() {
				break
			}
			c.Chan.must(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if c.Chan.typ.ChanDir()&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			add(i, c.Chan, c.Chan.sendCell("reflect.Select", c.Send), true)
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !c.Chan.IsValid() {
				break
			}
			c.Chan.must(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if c.Chan.typ.ChanDir()&RecvDir == 0 {
				panic("reflect.Select: RecvDir case using send-only channel")
			}
			add(i, c.Chan, makeCell(c.Chan.typ, nil), false)
		}
	}
	i, ok := chanSelect(chans, cells, sends, defaultCase >= 0)
	if i < 0 {
		return defaultCase, Value{}, false
	}
	chosen = index[i]
	if !sends[i] {
		recv, recvOK = cases[chosen].Chan.received(cells[i]), ok
	}
	return chosen, recv, recvOK
}
