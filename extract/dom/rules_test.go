package dom

import (
	"strings"
	"testing"
)

// rules are small pages for each rule of tree construction, in the manner of html5lib's test suite.
var rules = []struct{ rule, pages string }{ // one page a line
	{"implied html, head, body", `
text
<p>a
<title>t</title>x
<head></head>b
<!doctype html><html lang=en><body class=c>x
<html><body a=1><html b=2 a=3><body a=4 c=5>x
</p>x
</br>y
</body>x</html>y
<!doctype html></html><p>x
 <meta charset=utf-8> <link rel=x> text
<head><title>a</title></head> <script>s</script> <link rel=y><p>z
<head></head> <style>s</style> <template><b>t</template> <title>late</title>
<head><base><basefont><bgsound><p>x
<body><head><p>y</head>z
<body>a</body> <!-- c --> b</html> <i>c
&#32;&#10;a
<head>&Tab;x
<body></body></html>&nbsp;x`},
	{"paragraphs closed by blocks", `
<p>a<p>b
<p>a<div>b</div>c</p>d
<p>a<ul><li>b</ul>c
<p><span>a<h2>b</h2>c
<p>a<hr>b
<p>a<pre>b</pre><p>c<form>d</form>e<p>f<address>g
<p><button><p>x</button>y</p>z
<p><object><p>x</object>y</p>z
<p>a<b>b</p>c</b>d
<div><p>a</div>b</p>c
<p>a<plaintext>b</p><p>c
<p>a<xmp>b</xmp>c
<p>a<search>b</search><dialog>c</dialog>d
<p>a<table><tr><td>b</table>c
<!doctype html><p>a<table><tr><td>b</table>c
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><p>a<table><td>b
<!doctype html public "-//w3c//dtd html 3.2//en" "x"><p>a<table><td>b
<!doctype html system "about:legacy-compat"><p>a<table><td>b
<!doctype html bogus><p>a<table><td>b`},
	{"list items and definitions", `
<ul><li>a<li>b<ul><li>c<li>d</ul>e<li>f</ul>
<ul><li><div>a<li>b</div></ul>
<ul><li><p>a<li>b
<ul><li><section>a<li>b</section></ul>
<li>a</li>b<li>c
<ol><li>a</ul>b</ol>
<dl><dt>a<dd>b<dt>c<dd><p>d<dd>e</dl>f
<dl><dd><div>a<dt>b</div>c</dl>
<ul><li><b>a<li>b</ul>c
<dl><dt><ul><dd>x</ul></dl>`},
	{"headings", `
<h1>a<h2>b</h1>c
<h1><b>a</h2>b
<h2>a</h3>b
<div><h1>a</div>b</h1>c
</h1>a<h1><p>x</h1>y`},
	{"options and selects", `
<select><option>a<option>b<optgroup label=c><option>d<optgroup><option>e</select>f
<select><div>q<option>a</div><option>b</select>c
<select><select>a
<select><input>a
<select><option>a<hr><option>b</select>
<select><p>a<table><tr><td>b</select>c
<option>a<option>b<optgroup>c
<table><tr><td><select><option>a</td><td>b</select>c</table>
<select><textarea>a</textarea><button>b</select>c
<select><option><p>a<option>b`},
	{"tables", `
<table><tr><td>a<td>b<tr><th>c</table>d
<table><td>a<tbody><td>b<tfoot><tr><td>c<thead><td>d</table>
<table><caption>a<tr><td>b</table>
<table><caption><b>a</caption>b<tr><td>c</table>d
<table><colgroup><col><col><tr><td>a</table>
<table><col><td>a
<table><colgroup> a</colgroup><td>b
<table><tr><td><table><tr><td>a</td></table>b</td><td>c</table>
<table><tr><td>a<table><tr><td>b</td></tr>c</table>d</table>e
<table><tr><td>a</tr></tbody></table></td>b
<table><table>a
<table><tr><table><td>a
<table></td></tr></tbody></caption></col></body></html>a
<td>a<tr>b<tbody>c
<table><tr></td><td>a</th></td>b
<table><tbody></thead><tr></tfoot><td></tbody>x
<table><tr><td></tfoot></thead>x</table>
<table><input type=hidden><input type=text><tr><td>x
<table><form><input type=HIDDEN name=a><tr><td><form>x</form></table>
<table><style>a</style><script>b</script><tr><td>c
<table> <tr> <td> a </td> </tr> </table>
<table><caption></table>a
<table><caption><td>a</table>b
<table><tr><td></caption></colgroup></html>a</table>`},
	{"foster parenting", `
<table>a<tr><td>b</table>c
<table><div>a</div><tr><td>b</table>
<p>a<table><tr>b<td>c</table>d
<table><tr><td>a</td>b<b>c<td>d</table>e
<table><b>a<tr><td>b</table>c
<table><a href=x>a<tr><td>b</a></table>c
<table><p>a<p>b<tr><td>c</table>
<table><ul><li>a<li>b<td>c</table>
<div><table>a<div>b<tr><td>c</div></table>d
<table><tr>a&#32;b<tr> &#10;<td>c
<table><tbody>a<table>b
<table><select><option>a<tr><td>b</table>
<b>a<table>b<i>c</b>d</table>e
<table></p>a<br></br>b
<table><h1>a<h2>b</table>`},
	{"formatting elements", `
<b>a<i>b</b>c</i>d
<b><p>a</b>b</p>c
<b>a<p>b</b>c<p>d
<i><b><div>a</i>b</div>c
<p><b>a<p>b<p>c</b>d
<b><b><b><b>a<p>b
<p><b class=x><b class=x><b class=x><b class=x>a<p>b
<p><b class=x id=y><b id=y class=x><b class='x' ID=y><b class=x id=y>a<p>b
<p><b class=&amp;><b class=&><b class="&"><b class=&#38;>a<p>b
<font><p>a<font>b</p></font>c</font>d
<b><div><i><div><u><div><s>a</b>b</div>c
<b><i><u><s><tt><big><div>a</b>b
<em>a<div>b</em>c<strong>d</div>e
<b><table><td>a</b>b</table>c
<table><td><b>a<td>b</table>c
<b><object>a</b>b</object>c
<marquee><b>a</marquee>b
<applet><i>a</applet></i>b
<nobr>a<nobr>b</nobr>c
<nobr><i>a<nobr>b</i>c
<code><code>a</code>b</code></code>c
<b><button>a</b>b</button>c
</b>a</i><strong>b
<div><b></div>a</b>b
<big><li>a<li>b</big>c
<b><aside>a<b>b</b></b>c</aside>d`},
	{"links", `
<a href=1>a<a href=2>b</a>c
<a href=1>a<div>b<a href=2>c</div>d
<a><p>a</a>b<p>c
<a href=1><div>a</div><div>b</a>c</div>d
<div><a href=x>u<div>v</div></div>w<p>t
<ul><li><a href=1>a<li>b<li><a href=2>c</ul>d
<a><table><a>a
<table><tr><td><a href=1>a<td>b<a>c</table>d
<a><b><a>a</b>b
<p><a>a</p><p>b</p></a>c
<a><button><a>a</button>b
<a><object><a>a</a></object>b`},
	{"forms and buttons", `
<form>a<form>b</form>c</form>d
<div><form><div>a</form>b</div>c
<form><p>a</form>b<form>c
<form></div></form><div><form>a
<table><tr><td><form>a<tr><td></form>b<form>c</table>
<template><form><form>a</form>b</form></template><form>c
<button>a<button>b</button>c
<button><p>a</button>b
<button><div><button>a`},
	{"ruby", `
<ruby>a<rt>b<rt>c<rp>d</ruby>e
<ruby>a<rb>b<rtc>c<rt>d<rp>e<rb>f</ruby>
<rt>a<rt>b
<div><ruby><span>a<rt>b`},
	{"void and renamed elements", `
a<br/>b</br>c<br>d</img>e
<image src=x>a</image>b
<input type=hidden><frameset>a
<embed>a<area>b<wbr>c<keygen>d<param>e<source>f<track>g
<hr/>a<div/>b<p/>c
<img src=a src=b SRC=c alt>x`},
	{"svg and math", `
<svg><title>t</title><path d="M"/><g><text>hi</text></g></svg>z
<svg><p>out</svg>after
<svg><title><p>in</title><text>a
<svg><desc>d<b>e</desc><b>f
<svg><foreignObject><div>a</foreignObject>b</div>c
<svg><a href=x>a</a><image/><script>if(a<b)</script><style>p<q</style>
<svg><font>a<font color=x>b
<svg viewbox="0 0" xlink:href=x><lineargradient gradientunits=u/></svg>
<svg><![CDATA[a<b>]]c]]>d</svg><![CDATA[e]]>f
<svg><![CDATA[a
<svg></p>a
<svg></br>a
<svg><g></svg>a
<svg><g></G>a</g></svg></p>
<p><svg><desc></p>a
<svg><tr><td>a</tr>b
<table><svg><tr><td>a</table>b
<table><tr><svg>a<td>b
<math><mi>x<b>y</b></mi><mo><p>z</math>k
<math><mtext><mglyph/><malignmark>a
<math><annotation-xml><svg><g>a</annotation-xml>b
<math><annotation-xml encoding="text/HTML"><div>a</annotation-xml>b
<math><annotation-xml encoding=x><div>a
<math definitionurl=x><mi></mi></math>a
<svg/>a<math/>b
<b><svg><i>a</b>c
<svg><li>a
<svg><frameset>a
a<svg><frameset></svg><frameset>
<div><svg><path></div>a`},
	{"raw text", `
<script>a<b></script>c
<script><!--<script>x</script>--></script>a
<script><!-- <script> </script> <b> </script>x
<script><!-- a < <script></script>b
<script><!--></script>x
<script><!-- </scripty></script>x
<script>a</SCRIPT >b
<script>a</script
<script>a</scriptx>b
<style>a</style b>c
<style><!--</style>-->b
<title>a<b>&amp;</title>b
<textarea>
<p>a</textarea>b
<xmp><b>q&amp;</xmp>r
<iframe><p>x</iframe>y
<noembed><p>x</noembed>y
<noframes><p>x</noframes>y
<plaintext>a</plaintext>b&amp;
<table><plaintext>a
<title>a
<head><style>a</style><noframes>b</noframes><p>c
<script></script><style></style><title></title>x
<textarea></textarea><textarea>a</textarea`},
	{"noscript", `
<noscript><p>n</noscript>m
<head><noscript><img></noscript><p>x
<head><noscript><style>a</style><link><meta> <!-- c --></noscript><p>x
<head><noscript>a
<head><noscript></p></noscript><title>x</title>
<head><noscript><head></br>x
<head><noscript><noscript>x
<p><b><noscript>a</b>b</noscript>c`},
	{"templates", `
<template><p>x</template>y
<template><tr><td>a</template>b
<template><td>a<tr><td>b</template>
<template><col><div>a</template>
<template><caption>a</caption><tbody><td>b</template>
<template>a<tr>b</template>
<table><template><tr></template><tr><td>a
<table><tr><template><td>a</td></template><td>b
<template><div><template>a</div>b</template>c</template>d
<template><a><table><a></template>x
<template><b>a</template>b
</template>a
<template>a
<head><template><p>a</head></template><p>b
<template><html a=b><body c=d>x
<p><template></p>a</template>b
<select><template><option>a</template>b
<div><template></div>a</template>b</div>`},
	{"framesets", `
<frameset><frame><frameset><frame></frameset><noframes><p>a</noframes></frameset>b
<head></head><frameset> a <frame>b</frameset> c </html> d
<b></b><frameset></frameset></html>  x
 <div></div><frameset>a
a<frameset>b
<div><p><frameset><frame></frameset>
<frameset></html>a
<frameset><title>a<b></title>
<body><frameset><frame>`},
	{"comments and declarations", `
a<!-- b -->c
a<!-->b<!--->c<!---->d
a<!-- --!>b<!-- --!-->c<!-- --!x-->d
a<!----!>b<!----!-->c
a<!-- - -- -> --- -->b
a<!-- unclosed <p>b
a<!-- unclosed --
a<!x>b<?php c ?>d</ e>f</>g</1>h
a<!doctype x>b
a<![CDATA[b]]>c
a<!>b<!->c
a<!
a</
a<
<!doctype html a="><p>x
<!DOCTYP html><p>x
<!doctype html
<pre>
<!-- c -->
a</pre>`},
	{"text", `
a < b <c > d <3 e &lt
<pre>

a</pre><listing>
b</listing>
<pre>&#10;a</pre><pre><b>
c
&notit; &amp &lt;x&gt &#0; &#x80; &bogus; &copy2 &fjlig; &NotEqualTilde; &#x110000; &#xD800; &# &#x; &;
&CounterClockwiseContourIntegral; &ampamp; &notin; &notin &semi;&lbrace;&agrave;&Agrave&ecirc &AMP;&aMp;
<a href="?a=1&copy=2&amp;b=3&not;x&notit;&lt">x
<a href=?a&lt title='"&quot;' data-x=&#39>y`},
	{"tags and attributes", `
<a b=c/>x<svg><g a=b/><g a="b"/><g a/>y<g/ >z
<div a='x>y</a>z
<div <p x>a
<DIV CLASS=A>x</dIV y=">">z
<p unclosed <b
<p a=1 b = 2 c= '3' d ="4"e=5 =f = g / h>x
<p a=">b
<my-element a>b<My-Element>c</my-element>d</x>e</MY-ELEMENT>f
<esi:include><p>a</esi:include>b
<x><y>a</x>b
<abc><div></abc>a</div></abc>b
<p""=x>a
<blockquotes><figcaptioned><h7><h>a`},
}

func TestRules(t *testing.T) {
	var p Parser
	for _, r := range rules {
		t.Run(r.rule, func(t *testing.T) {
			pages := strings.Split(strings.TrimPrefix(r.pages, "\n"), "\n")
			pages = append(pages, strings.ReplaceAll(r.pages, "\n", "\r\n"), strings.ReplaceAll(r.pages, " ", "\x00"))
			for _, page := range pages {
				compare(t, &p, page)
				compare(t, &p, "<!doctype html>"+page)
				compare(t, &p, "<!doctype html><body><div><p>"+page+"</div>z")
				compare(t, &p, "<table><tr><td><b>"+page)
				compare(t, &p, "<table><tr>"+page)
			}
		})
	}
}

// compare fails the test when the tree of page isn't the reference's.
func compare(t *testing.T, p *Parser, page string) {
	t.Helper()
	tree := p.Parse([]byte(page))
	checkTree(t, tree)
	root, err := reference([]byte(page))
	if err != nil || strings.Contains(page, "<template") && (strings.Contains(page, "<svg") || strings.Contains(page, "<math")) {
		return // the reference ignores the rest of a page that has a template within svg
	}
	if ours, theirs := dump(tree), dumpReference(root); ours != theirs && !slashInValue(page) {
		t.Errorf("page %q\n%s", page, firstDiff(ours, theirs))
	}
}

// slashInValue reports whether a tag may end in a value without quotes whose last character is a slash. Where the attribute
// stands in the tag before, the reference forgets it, and takes the slash for that of an empty element.
func slashInValue(page string) bool {
	for tag := range strings.SplitSeq(page, "/>") {
		tag = tag[strings.LastIndexAny(tag, "< \t\n\f\r")+1:]
		if _, value, ok := strings.Cut(tag, "="); ok && (value == "" || value[0] != '"' && value[0] != '\'') {
			return true
		}
	}
	return false
}

// A slash that is part of a value makes no element empty, whether or not the attribute stands in the tag before.
func TestSlashInValue(t *testing.T) {
	var p Parser
	inside := dump(p.Parse([]byte(`<svg><g a="b" c="d/">x</g></svg>`)))
	for _, page := range []string{`<svg><g a=b c=d/>x</g></svg>`, `<svg><g a=b c=d/ a=e/>x</g></svg>`} {
		if got := dump(p.Parse([]byte(page))); got != inside {
			t.Errorf("page %q\n%s", page, firstDiff(got, inside))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, r := range rules {
		for _, page := range strings.Split(strings.TrimPrefix(r.pages, "\n"), "\n") {
			f.Add(page)
		}
	}
	var p Parser
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) < 1<<14 {
			compare(t, &p, page)
		}
	})
}
