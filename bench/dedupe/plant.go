package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean brings a base text to one paragraph a line.
func clean(text string) string {
	var lines []string
	for line := range strings.SplitSeq(norm.NFC.String(text), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// hash is the same in every run, as the corpora are to be.
func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // never fails
	return h.Sum64()
}

// distinct returns the first n texts that share at most a tenth of their word 5-grams with those before them.
func distinct(texts []string, n int) []string {
	var out []string
	seen := map[uint64]struct{}{}
	for _, t := range texts {
		words := strings.Fields(strings.ToLower(t))
		var own []uint64
		known := 0
		for i := 0; i+5 <= len(words); i++ {
			h := hash(strings.Join(words[i:i+5], " "))
			own = append(own, h)
			if _, ok := seen[h]; ok {
				known++
			}
		}
		for _, h := range own {
			seen[h] = struct{}{}
		}
		if known*10 <= len(own) {
			if out = append(out, t); len(out) == n {
				break
			}
		}
	}
	return out
}

// change makes another version of a text.
type change struct {
	name string
	make func(r *rand.Rand, text string, pool []string) string
}

// copies are the ways in which an article comes back.
var copies = []change{
	{"exact", func(_ *rand.Rand, t string, _ []string) string { return t }},
	{"case", func(r *rand.Rand, t string, _ []string) string {
		if r.IntN(2) == 0 {
			return strings.ToUpper(t)
		}
		return strings.ToLower(t)
	}},
	{"space", func(r *rand.Rand, t string, _ []string) string { return respace(r, t) }},
	{"punct", func(r *rand.Rand, t string, _ []string) string { return repunctuate(r, t) }},
	{"nfd", func(_ *rand.Rand, t string, _ []string) string { return norm.NFD.String(t) }},
	{"frame", func(r *rand.Rand, t string, _ []string) string { return frame(r, t) }},
	{"edit02", edit(.02)},
	{"edit05", edit(.05)},
	{"edit10", edit(.10)},
	{"edit20", edit(.20)},
	{"cut80", func(_ *rand.Rand, t string, _ []string) string { return cut(t, .8) }},
	{"cut60", func(_ *rand.Rand, t string, _ []string) string { return cut(t, .6) }},
	{"reorder", func(r *rand.Rand, t string, _ []string) string { return reorder(r, t) }},
	{"double", func(_ *rand.Rand, t string, _ []string) string { return t + "\n" + t }},
}

// plant gives a third of the originals one to four copies, and adds hard negatives.
func plant(r *rand.Rand, originals []string) []doc {
	var out []doc
	for i, t := range originals {
		c := fmt.Sprintf("a%06d", i)
		out = append(out, doc{Text: t, Cluster: c, Kind: "base"})
		if r.IntN(3) != 0 {
			continue
		}
		for range 1 + r.IntN(4) {
			k := copies[r.IntN(len(copies))]
			if k.name == "nfd" && isASCII(t) || k.name == "reorder" && strings.Count(t, "\n") < 2 {
				k = copies[0]
			}
			out = append(out, doc{Text: k.make(r, t, originals), Cluster: c, Kind: k.name})
		}
	}
	for f, make := range templates {
		for i := range 150 {
			out = append(out, doc{Text: make(r), Cluster: fmt.Sprintf("n%d-%d", f, i), Kind: "template"})
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// families makes n articles of each template; 15% of them come with a copy of any kind.
func families(r *rand.Rand, n int) []doc {
	var out []doc
	for f, make := range templates {
		var texts []string
		for range n {
			texts = append(texts, make(r))
		}
		for i, t := range texts {
			c := fmt.Sprintf("f%d-%d", f, i)
			out = append(out, doc{Text: t, Cluster: c, Kind: "base"})
			if r.Float64() < .15 {
				k := copies[r.IntN(len(copies))]
				if k.name == "reorder" && strings.Count(t, "\n") < 2 {
					k = copies[0]
				}
				out = append(out, doc{Text: k.make(r, t, texts), Cluster: c, Kind: k.name})
			}
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func isASCII(t string) bool {
	for i := range len(t) {
		if t[i] >= 0x80 {
			return false
		}
	}
	return true
}

func respace(r *rand.Rand, t string) string {
	blanks := []string{"  ", "\t", "\u00a0", " \u200b", "\u2009"}
	var b strings.Builder
	for i, line := range strings.Split(t, "\n") {
		if i > 0 {
			b.WriteString([]string{"\n\n", "\r\n", "\n \n"}[r.IntN(3)])
		}
		for j, w := range strings.Split(line, " ") {
			if j > 0 {
				if r.IntN(8) == 0 {
					b.WriteString(blanks[r.IntN(len(blanks))])
				} else {
					b.WriteByte(' ')
				}
			}
			b.WriteString(w)
		}
	}
	return b.String()
}

var quoted = regexp.MustCompile(`"([^"\n]*)"`)

func repunctuate(r *rand.Rand, t string) string {
	if r.IntN(2) == 0 {
		t = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-").Replace(t)
	} else {
		t = strings.NewReplacer("'", "’", " - ", " – ", "...", "…").Replace(quoted.ReplaceAllString(t, "«$1»"))
	}
	var b strings.Builder
	for i := range len(t) {
		if t[i] == ',' && i+1 < len(t) && t[i+1] == ' ' && r.IntN(3) == 0 {
			continue
		}
		b.WriteByte(t[i])
	}
	return b.String()
}

// frame sets a text into another site's page: one to three lines above and below.
func frame(r *rand.Rand, t string) string {
	sites := []string{"Quayside Mercury", "Lantern Daily", "Báo Sông Hồng", "Người Làm Vườn", "Der Talbote", "Highland Wire", "Tạp chí Biển Xanh", "Copperfield Star"}
	s := sites[r.IntN(len(sites))]
	day := fmt.Sprintf("%d/%d/%d", 1+r.IntN(28), 1+r.IntN(12), 2010+r.IntN(16))
	above := [][]string{
		{s, s + " » News » Today", "Home > " + s + " > Region"},
		{"Updated " + day + " at " + fmt.Sprint(r.IntN(24)) + ":30", "Ngày đăng: " + day, day + " | By our staff"},
		{"Listen · Print · Share · Save", "Thích và chia sẻ bài này", "Text size: A A A"},
	}
	below := [][]string{
		{"Copyright " + s + ". Reproduction only with the written consent of the publisher.", "Bản quyền thuộc về " + s + ". Cấm sao chép dưới mọi hình thức nếu không có sự chấp thuận."},
		{fmt.Sprint(r.IntN(500), " comments. Log in to join in."), fmt.Sprint("Ý kiến (", r.IntN(500), "). Gửi ý kiến của bạn về toà soạn")},
		{"Get " + s + " by e-mail every morning", "Đọc báo giấy " + s + " tại đây"},
	}
	var lines []string
	for i := range 1 + r.IntN(3) {
		lines = append(lines, above[i][r.IntN(len(above[i]))])
	}
	lines = append(lines, t)
	for i := range 1 + r.IntN(3) {
		lines = append(lines, below[i][r.IntN(len(below[i]))])
	}
	return strings.Join(lines, "\n")
}

// edit replaces (two in three) or deletes a share of the words; the new words come from other texts.
func edit(share float64) func(*rand.Rand, string, []string) string {
	return func(r *rand.Rand, t string, pool []string) string {
		lines := strings.Split(t, "\n")
		for i, line := range lines {
			words := strings.Fields(line)
			out := words[:0]
			for _, w := range words {
				switch {
				case r.Float64() >= share:
					out = append(out, w)
				case r.IntN(3) < 2:
					from := strings.Fields(pool[r.IntN(len(pool))])
					out = append(out, from[r.IntN(len(from))])
				}
			}
			lines[i] = strings.Join(out, " ")
		}
		return strings.Join(lines, "\n")
	}
}

// cut keeps the first share of the words.
func cut(t string, share float64) string {
	n := int(share * float64(len(strings.Fields(t))))
	in := false
	for i, c := range t {
		if unicode.IsSpace(c) {
			if in {
				if n--; n <= 0 {
					return t[:i]
				}
			}
			in = false
			continue
		}
		in = true
	}
	return t
}

// reorder keeps the first line and shuffles the others.
func reorder(r *rand.Rand, t string) string {
	lines := strings.Split(t, "\n")
	rest := lines[1:]
	r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	return strings.Join(lines, "\n")
}
