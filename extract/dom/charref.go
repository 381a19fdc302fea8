package dom

import (
	"html"
	"strings"
	"unicode/utf8"
)

// charRef reads the character reference at the start of s, whose first byte is '&' (HTML standard, 13.2.5.72). It
// returns the character, the second one that a few names stand for (else 0), and the length of the reference; ('&', 0,
// 1) when there is none. In attributes a reference without semicolon counts only if it is the whole name and no '='
// follows.
func charRef(s []byte, inAttr bool) (r, second rune, n int) {
	if len(s) < 2 {
		return '&', 0, 1
	}
	if s[1] == '#' {
		return numericRef(s)
	}
	n = 1
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	name := s[1:n]
	if len(name) == 0 {
		return '&', 0, 1
	}
	if n < len(s) && s[n] == ';' {
		switch string(name) { // nine of ten
		case "amp":
			return '&', 0, n + 1
		case "nbsp":
			return 0xA0, 0, n + 1
		case "quot":
			return '"', 0, n + 1
		}
		if r = namedRefs[string(name)]; r != 0 {
			return r, 0, n + 1
		}
		if r, second = rareRef(name); r != 0 {
			return r, second, n + 1
		}
	} else if inAttr && n < len(s) && s[n] == '=' {
		return '&', 0, 1
	} else if len(name) <= maxBareRef {
		if r = bareRef(name); r != 0 {
			return r, 0, n
		}
	}
	if inAttr {
		return '&', 0, 1
	}
	longest := len(name) - 1
	if n < len(s) && s[n] == ';' {
		longest++
	}
	for k := min(longest, maxBareRef); k > 1; k-- {
		if r = bareRef(name[:k]); r != 0 {
			return r, 0, k + 1
		}
	}
	return '&', 0, 1
}

func numericRef(s []byte) (r, second rune, n int) {
	n = 2
	base := rune(10)
	if n < len(s) && s[n]|0x20 == 'x' {
		base = 16
		n++
	}
	start := n
	for ; n < len(s); n++ {
		var digit rune
		switch c := s[n]; {
		case c >= '0' && c <= '9':
			digit = rune(c - '0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			digit = rune(c|0x20-'a') + 10
		default:
			digit = -1
		}
		if digit < 0 {
			break
		}
		if r <= utf8.MaxRune {
			r = r*base + digit
		}
	}
	if n == start {
		return '&', 0, 1
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	switch {
	case r >= 0x80 && r <= 0x9F:
		r = windows1252[r-0x80]
	case r == 0 || r > utf8.MaxRune || r >= 0xD800 && r <= 0xDFFF:
		r = utf8.RuneError
	}
	return r, 0, n
}

// windows1252 is what the numeric references 0x80 to 0x9F mean, from the HTML standard (13.2.5.80).
var windows1252 = [32]rune{
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
	0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	0x017E, 0x0178,
}

// latin1Names are the names of U+00A0 to U+00FF in order. They and a few more may stand without a semicolon.
const latin1Names = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 " +
	"sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml " +
	"Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml " +
	"times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil " +
	"egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave " +
	"uacute ucirc uuml yacute thorn yuml"

// namedRefs are the names that pages use; rareRef knows the rest.
var namedRefs = func() map[string]rune {
	refs := map[string]rune{
		"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\'', "AMP": '&', "LT": '<', "GT": '>', "QUOT": '"',
		"COPY": 0xA9, "REG": 0xAE,
		"ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C,
		"rdquo": 0x201D, "bdquo": 0x201E, "dagger": 0x2020, "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026,
		"permil": 0x2030, "prime": 0x2032, "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A, "euro": 0x20AC,
		"trade": 0x2122, "larr": 0x2190, "uarr": 0x2191, "rarr": 0x2192, "darr": 0x2193, "minus": 0x2212,
		"ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F,
		"OElig": 0x152, "oelig": 0x153, "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "circ": 0x2C6, "tilde": 0x2DC,
		"hearts": 0x2665, "check": 0x2713, "times": 0xD7, "num": '#', "lpar": '(', "rpar": ')', "comma": ',',
		"period": '.', "colon": ':', "semi": ';', "excl": '!', "quest": '?', "sol": '/', "lsqb": '[', "rsqb": ']',
		"lbrack": '[', "rbrack": ']', "lowbar": '_', "vert": '|', "plus": '+', "equals": '=', "commat": '@',
		"percnt": '%', "ast": '*', "dollar": '$', "Tab": '\t', "NewLine": '\n', "ZeroWidthSpace": 0x200B,
	}
	for i, name := range strings.Fields(latin1Names) {
		refs[name] = rune(0xA0 + i)
	}
	return refs
}()

// maxBareRef is the length of the longest name that may stand without a semicolon.
const maxBareRef = 6

// bareRef looks up a name that may stand without a semicolon; 0 is none.
func bareRef(name []byte) rune {
	r := namedRefs[string(name)]
	if r >= 0xA0 && r <= 0xFF {
		return r
	}
	switch string(name) {
	case "amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT":
		return r
	}
	return 0
}

// maxRareRef is longer than any name of the standard (CounterClockwiseContourIntegral has 31 letters).
const maxRareRef = 32

// rareRef asks the standard library for a name with a semicolon; 0 is none.
func rareRef(name []byte) (r, second rune) {
	if len(name) > maxRareRef {
		return 0, 0
	}
	ref := "&" + string(name) + ";"
	s := html.UnescapeString(ref)
	// A name that only begins with a known one keeps its rest and the semicolon.
	if s == ref || strings.HasSuffix(s, ";") {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if n < len(s) {
		second, _ = utf8.DecodeRuneInString(s[n:])
	}
	return r, second
}
