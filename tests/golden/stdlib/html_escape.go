// run

package main

import (
	"fmt"
	"html"
)

func main() {
	for _, s := range []string{"", "plain", "<a href=\"x\">'&'</a>", "日本 <"} {
		e := html.EscapeString(s)
		fmt.Println(e, html.UnescapeString(e) == s)
	}
	for _, s := range []string{"&lt;&gt;&amp;&quot;&#39;&apos;", "&", "&&", "& ", "&;", "&aacute;&Aacute;&aacute &notit; &notin;", "&#65;&#x41;&#X41;&#65 &#x41g", "&#;&#x;&#x", "&#0;&#128;&#150;&#xd800;&#x110000;&#99999999999;", "&NotEqualTilde;&acE;", "&ampx &ltx; &unknown; &copy&reg", "&#", "a&#1", "&CounterClockwiseContourIntegral;", "&no", "&notanentity", "&#38;lt;", "&zwnj;|&nbsp;|"} {
		fmt.Printf("%q\n", html.UnescapeString(s))
	}
}
