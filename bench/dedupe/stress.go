package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// changes are the versions of the stress set. What should become of each is said with it; in between lies a matter of
// opinion, which the table shows.
var changes = []change{
	// Different articles.
	{"numbers: all changed", func(r *rand.Rand, t string, _ []string) string { return renumber(r, t, 1) }},
	{"numbers: half changed", func(r *rand.Rand, t string, _ []string) string { return renumber(r, t, .5) }},
	{"numbers: a fifth changed", func(r *rand.Rand, t string, _ []string) string { return renumber(r, t, .2) }},
	{"numbers: one changed", func(r *rand.Rand, t string, _ []string) string { return renumberOne(r, t) }},
	{"names swapped", rename},
	{"half the text another's", func(r *rand.Rand, t string, pool []string) string { return foreign(r, t, pool, .5) }},
	{"a quarter another's", func(r *rand.Rand, t string, pool []string) string { return foreign(r, t, pool, .25) }},
	{"new paragraph on top", func(r *rand.Rand, t string, pool []string) string { return onTop(r, t, pool) }},
	{"new paragraph, half the numbers", func(r *rand.Rand, t string, pool []string) string { return onTop(r, renumber(r, t, .5), pool) }},
	// Copies.
	{"copy: edit05+case+frame", func(r *rand.Rand, t string, pool []string) string {
		return frame(r, strings.ToUpper(edit(.05)(r, t, pool)))
	}},
	{"copy: edit10+cut70", func(r *rand.Rand, t string, pool []string) string { return cut(edit(.1)(r, t, pool), .7) }},
	{"copy: edit10+punct+nfd", func(r *rand.Rand, t string, pool []string) string {
		return copies[4].make(r, repunctuate(r, edit(.1)(r, t, pool)), pool)
	}},
}

// stress pairs each original with one changed version, which comes behind it.
func stress(r *rand.Rand, originals []string) []doc {
	var first, second []doc
	for i, t := range originals {
		k := changes[i%len(changes)]
		v := k.make(r, t, originals)
		if v == t || strings.HasPrefix(k.name, "numbers") && digits(t) < 4 {
			continue
		}
		c := fmt.Sprintf("s%06d", i)
		first = append(first, doc{Text: t, Cluster: c, Kind: "original"})
		size := "long"
		if len(strings.Fields(t)) < 150 {
			size = "short"
		}
		second = append(second, doc{Text: v, Cluster: c, Kind: k.name + ", " + size})
	}
	return append(first, second...)
}

func digits(t string) int {
	n := 0
	for _, w := range strings.Fields(t) {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			n++
		}
	}
	return n
}

// otherNumber gives a number of the same form another value.
func otherNumber(r *rand.Rand, w string) string {
	for {
		b := []byte(w)
		for i, c := range b {
			if c >= '0' && c <= '9' {
				b[i] = byte('0' + r.IntN(10))
				if (i == 0 || b[i-1] < '0' || b[i-1] > '9') && c != '0' {
					b[i] = byte('1' + r.IntN(9))
				}
			}
		}
		if string(b) != w {
			return string(b)
		}
	}
}

// eachWord maps the words of a text, keeping its lines.
func eachWord(t string, f func(w string, first bool) string) string {
	lines := strings.Split(t, "\n")
	for i, line := range lines {
		words := strings.Split(line, " ")
		for j, w := range words {
			words[j] = f(w, j == 0 || strings.ContainsAny(words[j-1], ".!?:\""))
		}
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}

func renumber(r *rand.Rand, t string, share float64) string {
	return eachWord(t, func(w string, _ bool) string {
		if strings.ContainsAny(w, "0123456789") && r.Float64() < share {
			return otherNumber(r, w)
		}
		return w
	})
}

func renumberOne(r *rand.Rand, t string) string {
	at := r.IntN(max(digits(t), 1))
	return eachWord(t, func(w string, _ bool) string {
		if strings.ContainsAny(w, "0123456789") {
			if at--; at == -1 {
				return otherNumber(r, w)
			}
		}
		return w
	})
}

// rename gives each name of a text, throughout, another name from the other texts.
func rename(r *rand.Rand, t string, pool []string) string {
	given := map[string]string{}
	return eachWord(t, func(w string, first bool) string {
		bare := strings.Trim(w, ".,;()\"'“”")
		c := []rune(bare)
		if first || len(c) < 2 || !unicode.IsUpper(c[0]) || !unicode.IsLower(c[1]) {
			return w
		}
		if given[bare] == "" {
			given[bare] = someName(r, pool)
		}
		return strings.Replace(w, bare, given[bare], 1)
	})
}

func someName(r *rand.Rand, pool []string) string {
	for {
		words := strings.Fields(pool[r.IntN(len(pool))])
		for range 20 {
			i := 1 + r.IntN(len(words)-1)
			w := strings.Trim(words[i], ".,;()\"'“”")
			c := []rune(w)
			if len(c) > 1 && unicode.IsUpper(c[0]) && unicode.IsLower(c[1]) && !strings.ContainsAny(words[i-1], ".!?:\"") {
				return w
			}
		}
	}
}

// foreign replaces the last share of the words by another article's.
func foreign(r *rand.Rand, t string, pool []string, share float64) string {
	n := len(strings.Fields(t))
	words := strings.Fields(pool[r.IntN(len(pool))])
	want := min(int(share*float64(n)), len(words))
	return cut(t, 1-share) + ".\n" + strings.Join(words[len(words)-want:], " ")
}

// onTop puts a paragraph of some 45 words of another article behind the first line.
func onTop(r *rand.Rand, t string, pool []string) string {
	words := strings.Fields(pool[r.IntN(len(pool))])
	head, rest, _ := strings.Cut(t, "\n")
	return head + "\n" + strings.Join(words[:min(45, len(words))], " ") + "\n" + rest
}
