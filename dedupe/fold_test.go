package dedupe

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	kinds "winnow/internal/runes"
)

func foldOf(text string) *folder {
	f := &folder{offsets: true}
	f.fold([]byte(text))
	return f
}

// words returns the folded words of a text as they stand in it.
func (f *folder) words() []string {
	var out []string
	for i := range f.start {
		out = append(out, string(f.text[f.start[i]:f.end[i]]))
	}
	return out
}

func TestFoldWords(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     string // words, separated by blanks
	}{
		{"blanks and punctuation", "  One,two;\tthree\u00a0four —five", "One two three four five"},
		{"apostrophes join", "don't Hanoi’s", "don't Hanoi’s"},
		{"numbers split", "1,000.5 và 1.000", "1 000 5 và 1 000"},
		{"an end mark of news", "kết thúc./.", "kết thúc"},
		{"scripts without blanks", "ไทย 北京2008年", "ไ ท ย 北 京 2008 年"},
		{"dateline in parentheses", "(TTXVN) - Sáng nay tại Hà Nội đã diễn ra lễ khai mạc triển lãm sách", "Sáng nay tại Hà Nội đã diễn ra lễ khai mạc triển lãm sách"},
		{"dateline of an agency", "HANOI, March 3 (Newswire) - The market opened higher on Friday as more buyers came back", "The market opened higher on Friday as more buyers came back"},
		{"a dash is no dateline", "Two goals - one early and one late - were enough for the guests on Sunday evening", "Two goals one early and one late were enough for the guests on Sunday evening"},
		{"a repeated line", "one two three four five\nsix\none two three four five\nsix", "one two three four five six six"},
		{"astral letters", "𝐀bc 😀 𠀀𠀁", "𝐀bc 𠀀 𠀁"},
		{"broken bytes", "a\xffb\xe1\xbbc", "a b c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(foldOf(tt.in).words(), " "); got != tt.want {
				t.Errorf("words of %q:\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

const story = `HANOI, March 3 (Newswire) - The ferry company said on Friday that it had ordered two new ships from a yard in Rostock.
They will carry 400 cars each and start in May 2027, Chief Executive Anna Holm told reporters. "We don't know the fare yet," she said...
The straße along the quay will be closed for a week while the ramp is made wider for the new ships. Peter Novak`

func TestFoldAlike(t *testing.T) {
	want := foldOf(story).exact()
	for name, other := range map[string]string{
		"case":               strings.ToUpper(story),
		"blanks":             strings.NewReplacer(" ", "\u00a0 ", "\n", "\r\n\r\n").Replace(story),
		"quotes and dashes":  strings.NewReplacer(`"`, "”", "'", "’", " - ", " — ", "...", "…").Replace(story),
		"decomposed":         norm.NFD.String(story),
		"zero-width":         strings.ReplaceAll(story, "e", "e\u200b"),
		"soft hyphens":       strings.ReplaceAll(story, "rr", "r\u00adr"),
		"another agency":     strings.Replace(story, "HANOI, March 3 (Newswire)", "HANOI, March 4 (Agency)", 1),
		"without its credit": strings.TrimSuffix(story, " Peter Novak"),
		"credit on a line":   strings.Replace(story, " Peter Novak", "\nMaria Lund/Newswire", 1),
		"twice":              story + "\n" + story,
		"full-width":         strings.Replace(story, "400", "４００", 1),
	} {
		got := foldOf(other).exact()
		if name == "without its credit" || name == "credit on a line" {
			// A name behind the last sentence, on the same line, is no credit line; compare with the text without it.
			want := foldOf(strings.TrimSuffix(story, " Peter Novak")).exact()
			if got != want {
				t.Errorf("%s: folded differently", name)
			}
			continue
		}
		if got != want {
			t.Errorf("%s: folded differently:\n%q\n%q", name, foldOf(story).words(), foldOf(other).words())
		}
	}
	if foldOf(strings.Replace(story, "400", "500", 1)).exact() == want {
		t.Error("another number is folded alike")
	}
}

func TestFoldClasses(t *testing.T) {
	f := foldOf("The boat of Maria Lund left Rostock at 7.\nALL OF THIS IS SHOUTED BY NOBODY")
	var names, digits []string
	for i, w := range f.words() {
		switch f.token[i].class() {
		case className:
			names = append(names, w)
		case classDigit:
			digits = append(digits, w)
		}
	}
	if got := strings.Join(names, " "); got != "Maria Lund Rostock" {
		t.Errorf("names: %s", got)
	}
	if got := strings.Join(digits, " "); got != "7" {
		t.Errorf("numbers: %s", got)
	}
}

// What was folded before must not shine through, and a text of any length must fold.
func TestFoldReused(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var f folder
	for i := range 200 {
		text := sentences(r, r.IntN(3000))
		f.fold([]byte(text))
		if g := foldOf(text); f.exact() != g.exact() || !slices.Equal(f.token, g.token) {
			t.Fatalf("text %d is folded differently by a used folder", i)
		}
	}
}

// A folder that remembers words folds as one that does not.
func TestFoldCached(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	cache := new(wordCache)
	for _, text := range []string{
		story, strings.ToUpper(story), norm.NFD.String(story), "Seven ships left. Seven more, seven in all; A1 1A 7 x7 ĐÀ Đà đà",
		"don't do ' 'tis don' done's don’t do", "NEWS - a b c\nNews - abc (News) - abc", "Straße STRASSE strasse straße-strasse 北京 a北 ไทย",
		"instrumentarium instrumentarium's instrumentariums exactly-fifteenx sixteenlettersxx seventeenlettersx fourteenlettrs fifteenletters.", "soft\u00adhyphen soft\u200bhyphen nbsp\u00a0nbsp “quoted” (open close)",
		"a,b;c:d?e=f<g>h@i [j] 'k' l''m ’n’ o’’ -p q- r--s t - u.-v w-(x) y-“-z", norm.NFD.String("ỞÂ là ÔNG (Đà) - một Ở,ữ.Ễ-ễ Ṩ ẩẫ’ậ"),
		norm.NFD.String("“ẨẪ” - a b\n“ẨA – b\n“ẨẪẬ” – c\n“Ẩn1ẫ2” d “ởß’” Ở北ở… e\u0301\xe0\x81\xa1\u0301"),
		"=\u0338 a\u0338=\u0338 \u0301a e\u0301\u0301\u0301\u0301\u0301 \u1100\u1161\u11a8 \u212b \u03a9\u2126 q\u0323\u0307 q\u0307\u0323",
		"Nothing...  but!!  \t \"blanks\", and - - dashes -- “ – ” and\n\n\r\nlines.\n - a\n", strings.Repeat("1 ", 70) + strings.Repeat("abc, ", 70) + strings.Repeat("x", 70) + strings.Repeat(" ", 70),
		strings.Repeat("word ", 1<<13) + strings.Repeat("x ", 3<<12),
		strings.Repeat("không gì bằng. ", 9) + strings.Repeat("d", 50) + " - (a) b",
	} {
		for range 2 { // the second time from memory
			sameFolding(t, cache, text)
		}
	}
	for range 100 {
		text := sentences(r, r.IntN(2000))
		sameFolding(t, cache, text)
		sameFolding(t, cache, norm.NFD.String(text))
	}
}

// The work is linear in the text, also where no separator ends the words that the cache is asked for.
func TestFoldCachedLinear(t *testing.T) {
	text := []byte(strings.Repeat("“x”…", 1<<17))
	f := folder{cache: new(wordCache)}
	f.cuts = appendCuts(nil, text)
	for i := 0; i < len(text); i += 11 { // as pass does it, at each word
		if next, _, _ := f.cachedWords(text, i, 0); next != i {
			t.Fatalf("went on from %d to %d", i, next)
		}
		if f.run.base > i+2*cutBytes {
			t.Fatalf("looked from %d to %d", i, f.run.base)
		}
	}
}

// sameFolding folds with a cache, with and without places.
func sameFolding(t *testing.T, cache *wordCache, text string) {
	t.Helper()
	want := foldOf(text)
	for _, cached := range []*folder{{cache: cache}, {cache: cache, offsets: true}} {
		cached.fold([]byte(text))
		if cached.offsets && (!slices.Equal(cached.start, want.start) || !slices.Equal(cached.end, want.end) || string(cached.text) != string(want.text)) {
			t.Fatalf("words stand elsewhere from memory:\n got %v %v\nwant %v %v", cached.start, cached.end, want.start, want.end)
		}
		if !slices.Equal(cached.hash, want.hash) || !slices.Equal(cached.token, want.token) || cached.cutsOff != want.cutsOff {
			t.Fatalf("folded otherwise from memory:\n got %x %x\nwant %x %x", cached.hash, cached.token, want.hash, want.token)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add(story)
	f.Add("e\u0301\xe0\x81\xa1\u0301 b")
	f.Add("A\u030A1’\u0301 \u212B e\u0301\u037E (Qu\u0302\u0301c) \U00011131\u0301\U00011127")
	f.Add("e\u0301\u0301 ß \u1100\u1161\u11a8 \xf0\x28 (a) - b")
	f.Fuzz(func(t *testing.T, text string) {
		g := foldOf(text)
		if len(g.start) != len(g.hash) || len(g.end) != len(g.hash) || len(g.token) != len(g.hash) {
			t.Fatal("parts of different lengths")
		}
		last := uint32(0)
		for i := range g.start {
			if g.start[i] < last || g.end[i] < g.start[i] || int(g.end[i]) > len(g.text) {
				t.Fatalf("word %d stands at %d..%d behind %d", i, g.start[i], g.end[i], last)
			}
			last = g.start[i]
		}
		cache := new(wordCache)
		sameFolding(t, cache, text)
		sameFolding(t, cache, text)
		if h := foldOf(norm.NFD.String(text)); h.exact() != g.exact() {
			t.Fatalf("decomposed text is folded differently: %q %q", g.words(), h.words())
		}
	})
}

// Letters without another case, which classify does not fold, stay as they are.
func TestFoldUncased(t *testing.T) {
	for r := range rune(1 << 16) {
		if kinds.KindOf(r)&kinds.KindCased == 0 && foldCase(r) != r {
			t.Errorf("%U folds to %U", r, foldCase(r))
		}
	}
}

// Runes that the table takes by the block must be what they are one by one.
func TestRuneBlocks(t *testing.T) {
	for _, b := range runeBlocks {
		for r := b.from; r < b.to; r++ {
			if got, want := runes()[r], classify(r); got != want {
				t.Fatalf("%U: %x, want %x", r, got, want)
			}
			if s := string(r); b.mark&runeSpecial == 0 && (!norm.NFC.IsNormalString(s) || !norm.NFC.PropertiesString(s).BoundaryBefore()) {
				t.Fatalf("%U is not NFC by itself", r)
			}
		}
	}
}
