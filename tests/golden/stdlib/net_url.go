// run

package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{
		"http://www.example.com/a/b%20c?x=1&y=2#frag", "https://user:p%40ss@host.com:8080/p?q#f", "mailto:a@b.c", "/rel/path?q",
		"//host/path", "a/b:c", "a:b", ":x", "http://[fe80::1%25en0]:80/", "http://a b/", "http://h:port/", "?q=1", "", "#f",
		"http://host/%zz", "file:///etc/passwd", "http://h?", "x:/y", "http://a%2Fb/", "http://h/a%2Fb", "http://u@/p", "HTTP://H/",
		"http://[::1", "http://h/\x01", "http://ü.de/é", "1http://x", "a b", "*", "http://us er@h/",
	} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Printf("%q: %v\n", s, err)
			continue
		}
		p, ok := u.User.Password()
		fmt.Printf("%q: %q %q %q %q %q %v %q %q | %s | %q %q %v %q %v %s %q\n", s, u.Scheme, u.Opaque, u.Host, u.Path, u.RawPath, u.ForceQuery,
			u.RawQuery, u.Fragment, u, u.User.Username(), p, ok, u.Hostname()+"|"+u.Port(), u.IsAbs(), u.Redacted(), u.RequestURI())
	}
	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, r := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "./", "..", "../", "../g",
		"../..", "../../g", "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "g/./h", "g/../h"} {
		u, err := base.Parse(r)
		fmt.Println(r, u, err)
	}
	for _, s := range []string{"a b&c=d/é?", "~-_.!*'()", "100%", "$+,:;@"} {
		q, p := url.QueryEscape(s), url.PathEscape(s)
		back, err := url.QueryUnescape(q)
		back2, _ := url.PathUnescape(p)
		fmt.Println(q, p, back == s, back2 == s, err)
	}
	_, err := url.QueryUnescape("%4")
	fmt.Println(err)
	v, err := url.ParseQuery("a=1&b=x+y&a=2&c&=z&%zz=1&d=%26")
	fmt.Println(v.Get("a"), v["a"], v.Get("b"), v.Has("c"), v.Has("x"), v.Encode(), err)
	_, err = url.ParseQuery("a;b")
	fmt.Println(err)
	v = url.Values{}
	v.Set("name", "Ava")
	v.Add("friend", "Jess & co")
	v.Add("friend", "Zoe")
	v.Del("none")
	fmt.Println(v.Encode())
	u := &url.URL{Scheme: "https", Host: "h.org", Path: "/a b", RawQuery: v.Encode(), User: url.UserPassword("me", "x:y")}
	fmt.Println(u, u.JoinPath("../c", "d/"))
	fmt.Println(url.JoinPath("http://h/a/", "b", "../c"))
	_, err = url.ParseRequestURI("rel")
	fmt.Println(err)
}
