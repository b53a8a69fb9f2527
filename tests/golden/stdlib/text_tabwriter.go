// run

package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

func main() {
	text := "a\tb\tc\naa\tbb\tcc\n\naaaa\tdddd\teeeee\n\txx\n日本\t語\tx\nno tabs\none\ttwo"
	for _, c := range []struct {
		min, tab, pad int
		ch            byte
		flags         uint
	}{{0, 8, 0, ' ', 0}, {0, 8, 1, '\t', 0}, {8, 8, 1, '.', 0}, {5, 0, 2, ' ', tabwriter.AlignRight}, {0, 4, 1, '-', tabwriter.AlignRight | tabwriter.Debug}, {0, 8, 1, ' ', tabwriter.TabIndent}, {0, 8, 0, '\t', tabwriter.Debug}, {0, 8, 2, ' ', tabwriter.DiscardEmptyColumns | tabwriter.Debug}} {
		w := tabwriter.NewWriter(os.Stdout, c.min, c.tab, c.pad, c.ch, c.flags)
		fmt.Fprint(w, text)
		fmt.Println(w.Flush())
		w.Init(os.Stdout, c.min, c.tab, c.pad, c.ch, c.flags)
		fmt.Fprint(w, "a\v\vb\vc\nx\v\vy\vz\n\f1\t2\f3\t4\n")
		w.Flush()
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', tabwriter.FilterHTML|tabwriter.StripEscape)
	fmt.Fprint(w, "<b>bold</b>\tx\n&amp;&lt;\ty\n\xffesc\taped\xff\tz\n")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprint(w, "\xffesc\taped\xff\tz\nq\tr\n<b>\t1\n")
	w.Flush()
	func() {
		defer func() { fmt.Println(recover()) }()
		tabwriter.NewWriter(os.Stdout, -1, 8, 1, ' ', 0)
	}()
}
