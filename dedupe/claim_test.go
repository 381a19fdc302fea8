package dedupe

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"winnow/document"
)

// claimAll runs texts through a Claimer or, with a preference, a Survey; the result holds the id that each one
// duplicates, "" for those that are kept. Ids are the texts' numbers.
func claimAll(t testing.TB, cfg Config, workers int, docs ...*document.Document) []document.Verdict {
	t.Helper()
	for i, d := range docs {
		d.Ordinal, d.Verdict = int64(i), document.Verdict{}
		if d.ID == "" {
			d.ID = fmt.Sprint(i)
		}
	}
	prepare := Prepare(cfg)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(docs); i += workers {
				prepare(docs[i])
			}
		})
	}
	wg.Wait()
	if cfg.Prefer == PreferFirst {
		c, err := NewClaimer(cfg)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			c.Claim(d)
			Explain(d)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	} else {
		s, err := NewSurvey(cfg)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			s.Add(d)
		}
		if err := s.Decide(); err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			s.Apply(d)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var out []document.Verdict
	for _, d := range docs {
		out = append(out, d.Verdict)
	}
	return out
}

func text(s string) *document.Document { return &document.Document{Text: s} }

// long is an article of some 160 words, with names and numbers.
const long = `Ferry company orders two ships
The ferry company of Vardholm said on Friday that it had ordered two new ships from a yard in Rostock. They will carry 400 cars each and are to start in May 2027, Chief Executive Anna Holm told reporters at the quay.
The price was not made public, but people close to the talks spoke of 92 million crowns for both. The old ships, which have served the islands since 1988, will be sold or broken up when the last of the new ones has come.
Fishermen worry that the larger hulls will raise waves in the narrow sound between Lomsund and the harbour. The company answered that it would slow down there, as the pilots had asked, and that the new propellers make less wash than the present ones do.
The council of Vardholm must still agree to a wider ramp. It meets on the second Monday of April, and the mayor, Peter Novak, expects no trouble, since the state pays nine tenths of the cost of the works.`

// notice is a text from a template: only its facts differ from call to call.
func notice(town string, day, hour, wards int) string {
	return fmt.Sprintf(`Water will be cut off in %s on %d March
The water company gives notice that the supply to %d wards of %s will be cut off from %d o'clock on %d March while the pipes are flushed and the pressure is tested. Neighbouring wards may find that their water runs slowly or is brown for a short while afterwards.
Customers are asked to store enough water in clean vessels and to close all taps. The supply may come back earlier or later than planned. For questions please ring the service number, which is answered day and night. The company asks for your understanding.`, town, day, wards, town, hour, day)
}

// replaceEvery puts other words for one word in n.
func replaceEvery(s string, n int) string {
	words := strings.Split(s, " ")
	for i := n / 2; i < len(words); i += n {
		words[i] = "indeed"
	}
	return strings.Join(words, " ")
}

// oilNotice is a notice whose subject stands where capitals tell no names: in the headline and at the start of sentences.
func oilNotice(company, short string) string {
	return strings.ToUpper(short) + " RAISES POSTINGS\n" + company + ` said it raised the contract price it will pay for all grades of crude by half a crown a barrel, effective today.
The increase brings the posted price of the benchmark grade to the level that traders had expected since the spring.
` + short + ` last changed its postings in early March, when it lowered them by the same amount after a mild winter had left the tanks along the coast full and the refineries idle.`
}

func TestClaimPairs(t *testing.T) {
	lines := strings.Split(long, "\n")
	fields := strings.Fields(long)
	cut := strings.Join(fields[:len(fields)*6/10], " ")
	for _, tt := range []struct {
		name          string
		first, second string
		want          document.Reason // "" when both are kept
	}{
		{"the same text", long, long, document.ReasonExact},
		{"case and Unicode form", long, norm.NFD.String(strings.ToUpper(long)), document.ReasonExact},
		{"twice in one document", long, long + "\n" + long, document.ReasonExact},
		{"one word in twenty", long, replaceEvery(long, 20), document.ReasonNear},
		{"one word in ten", long, replaceEvery(long, 10), document.ReasonNear},
		{"cut short", long, cut, document.ReasonNear},
		{"the cut copy first", cut, long, document.ReasonNear},
		{"the cut copy first, less than half of it", strings.Join(fields[:len(fields)*4/10], " "), long, ""},
		{
			"the cut copy first, the paragraphs of the whole in another order",
			strings.Join(lines[:3], "\n") + "\nFishermen worry that the larger hulls will raise waves in",
			strings.Join([]string{lines[0], lines[3], lines[2], lines[4], lines[1]}, "\n"), document.ReasonNear,
		},
		{
			"whole paragraphs first, then these and others in another order", // an article that goes on, and no copy
			strings.Join(lines[:3], "\n"), strings.Join([]string{lines[0], lines[3], lines[2], lines[4], lines[1]}, "\n"), "",
		},
		{"paragraphs in another order", long, strings.Join([]string{lines[0], lines[3], lines[1], lines[4], lines[2]}, "\n"), document.ReasonNear},
		{
			"in the frame of another site", long,
			"The Valley Post | News | Region\nPublished 12:30, 3/4/2026\n" + long + "\nSign up for our letter\n17 comments. Log in to join in.", document.ReasonNear,
		},
		{
			"in the frames of two sites",
			"The Valley Post | News\nPublished 12:30, 3/4/2026\n" + long + "\n17 comments. Log in to join in.",
			"Harbour Mercury | News\nPublished 09:10, 14/5/2025\n" + long + "\n222 comments. Log in to join in.", document.ReasonNear,
		},
		{
			"the same number among words that differ", notice("Tarnwick", 12, 7, 4),
			strings.Replace(notice("Tarnwick", 12, 7, 4), "from 7 o'clock", "7 indeed", 1), document.ReasonNear,
		},
		{
			"two numbers that change places", strings.Replace(notice("Tarnwick", 12, 7, 4), "of Tarnwick", "of Tarnwick (3-2)", 1),
			strings.Replace(notice("Tarnwick", 12, 7, 4), "of Tarnwick", "of Tarnwick (2-3)", 1), "",
		},
		{
			"in the frames of two sites, with more facts than half of those in the text",
			"The Valley Post | News\nPublished 12:30, 3/4/2026\n" + long + "\nThe Valley Post © 2026\n17 comments, 31 votes",
			"Harbour Mercury | News\nPublished 09:10, 14/5/2025\n" + long + "\nHarbour Mercury © 2025\n222 comments, 8 votes", document.ReasonNear,
		},
		{"another story", long, notice("Tarnwick", 3, 7, 4), ""},
		{"one template, other facts", notice("Tarnwick", 3, 7, 4), notice("Holmstrand", 17, 9, 12), ""},
		{"one template, another day", notice("Tarnwick", 3, 7, 4), notice("Tarnwick", 19, 7, 4), ""},
		{"one notice of two companies", oilNotice("Phelan Petroleum", "Phelan"), oilNotice("Dunmore Shamrock", "Dunmore"), ""},
		{"half of it new", long, strings.Join(lines[:3], "\n") + "\n" + notice("Tarnwick", 3, 7, 4), ""},
		{"a long new paragraph in front", long, lines[0] + "\n" + notice("Lomsund", 5, 6, 7) + "\n" + strings.Join(lines[1:], "\n"), ""},
		{"short and alike but for a word", "one two three four five six", "one two three four five seven", ""},
		{"short and the same", "Một hai ba bốn", "MỘT, hai ba: bốn!", document.ReasonExact},
		{"other signs alone", "... !!!", "— ?", ""},
		{"the same signs alone", "... !!!", "... !!!", document.ReasonExact},
		{"a dateline alone", "HANOI, March 3 (Reuters) - ", "HUE, May 4 (Reuters) - ", ""},
		{
			"no blanks between words",
			strings.Repeat("北京市政府周二宣布新的地铁线路将在年底前开通运营方便市民出行", 1) + "专家认为这将大大缓解城市中心的交通压力并带动周边地区的发展",
			"北京市政府周二宣布新的地铁线路将在年底前开通运营方便市民出行专家认为这会大大缓解城市中心的交通压力并带动周边地区的发展", document.ReasonNear,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := claimAll(t, Config{}, 1, text(tt.first), text(tt.second))
			if v[0].Dropped() {
				t.Errorf("the first one is dropped: %+v", v[0])
			}
			if v[1].Reason != tt.want {
				t.Errorf("got %+v, want reason %q", v[1], tt.want)
			}
			if v[1].Dropped() && (v[1].Of != "0" || v[1].Kind != document.Duplicate || v[1].Covered <= 0 || v[1].Covered > 1) {
				t.Errorf("verdict %+v", v[1])
			}
		})
	}
}

func TestClaimStrictness(t *testing.T) {
	changed := strings.Replace(long, "92 million", "94 million", 1)
	for _, tt := range []struct {
		strictness Strictness
		second     string
		dropped    bool
	}{
		{Normal, changed, true}, // one number in a long text: a correction, or a slip
		{Strict, changed, false},
		{Loose, changed, true},
		{Strict, replaceEvery(long, 40), true},
		{Loose, notice("Holmstrand", 17, 9, 12), false},
	} {
		v := claimAll(t, Config{Strictness: tt.strictness}, 1, text(long), text(tt.second))
		if v[1].Dropped() != tt.dropped {
			t.Errorf("%q: got %+v, want dropped = %v", tt.strictness, v[1], tt.dropped)
		}
	}
	if _, err := NewClaimer(Config{Strictness: "very"}); err == nil {
		t.Error("an unknown strictness is taken")
	}
}

// A chain in which each text covers its neighbour, but not the one after it: only a kept text drops another.
func TestOnlyKeptDrops(t *testing.T) {
	words := strings.Fields(sentences(rand.New(rand.NewPCG(5, 5)), 1300))
	part := func(from, to int) *document.Document { return text(strings.Join(words[from:to], " ")) }
	v := claimAll(t, Config{}, 1, part(0, 1000), part(60, 1060), part(120, 1120))
	if v[0].Dropped() || !v[1].Dropped() || v[2].Dropped() {
		t.Errorf("got %+v, want the second one dropped and the third one kept", v)
	}
}

func TestSurveyPrefers(t *testing.T) {
	fields := strings.Fields(long)
	cut := strings.Join(fields[:len(fields)*7/10], " ")
	dated := func(s, date string) *document.Document { return &document.Document{Text: s, Date: date} }
	v := claimAll(t, Config{Prefer: PreferLongest}, 1, text(cut), text(long), text(notice("Tarnwick", 3, 7, 4)))
	if !v[0].Dropped() || v[0].Of != "1" || v[1].Dropped() || v[2].Dropped() {
		t.Errorf("longest: got %+v", v)
	}
	v = claimAll(t, Config{Prefer: PreferEarliest}, 1, text(long), dated(long, "2026-03-04"), dated(long, "2026-03-03T23:00:00+02:00"))
	if v[0].Of != "2" || v[1].Of != "2" || v[2].Dropped() {
		t.Errorf("earliest: got %+v", v)
	}
	fixed := "CORRECTED: " + strings.Replace(long, "92 million", "29 million", 1)
	v = claimAll(t, Config{Prefer: PreferLongest}, 1, text(long), text(fixed))
	if v[0].Of != "1" || v[1].Dropped() {
		t.Errorf("a correction: got %+v", v)
	}
	// Without a second pass a correction is kept beside what it corrects, rather than dropped for it.
	v = claimAll(t, Config{}, 1, text(long), text(fixed))
	if v[0].Dropped() || v[1].Dropped() {
		t.Errorf("a correction behind its text: got %+v", v)
	}
}

func TestIsCorrection(t *testing.T) {
	for title, want := range map[string]bool{
		"CORRECTED - Ferry company orders ships": true,
		"UPDATE 2-Ferry company orders ships":    true,
		"[Cập nhật] Giá vàng hôm nay":            true,
		"Cập nhật: Giá vàng hôm nay":             true,
		"Update your passport before you travel": false,
		"Updates: none":                          false,
		"Ferry company orders ships":             false,
		"UPDATE":                                 false,
		"":                                       false,
	} {
		if got := isCorrection(title); got != want {
			t.Errorf("isCorrection(%q) = %v", title, got)
		}
	}
}

func TestEvidence(t *testing.T) {
	changed := strings.NewReplacer("92 million", "94 million", "Rostock", "Gdansk").Replace(long)
	for _, prefer := range []Preference{PreferFirst, PreferLongest} {
		v := claimAll(t, Config{Evidence: true, Prefer: prefer}, 1, text(long), text(changed))
		if !slices.Equal(v[1].Facts, []string{"Gdansk", "94"}) {
			t.Errorf("prefer %q: facts %q of %+v", prefer, v[1].Facts, v[1])
		}
	}
}

// corpusOf makes a corpus of originals with edited, cut and framed copies among them, in a random order.
func corpusOf(seed uint64, originals int) []*document.Document {
	r := rand.New(rand.NewPCG(seed, seed))
	var out []*document.Document
	for i := range originals {
		s := sentences(r, 60+r.IntN(500))
		out = append(out, &document.Document{ID: fmt.Sprintf("%d", i), Text: s})
		for j := range r.IntN(3) {
			c := s
			switch r.IntN(4) {
			case 0:
				c = replaceEvery(s, 8+r.IntN(20))
			case 1:
				f := strings.Fields(s)
				c = strings.Join(f[:len(f)*(6+r.IntN(4))/10], " ")
			case 2:
				c = "Daily Lantern | Home\n" + s + "\nShare this page"
			}
			out = append(out, &document.Document{ID: fmt.Sprintf("%d-%d", i, j), Text: c})
		}
	}
	for i := range 40 {
		out = append(out, &document.Document{ID: fmt.Sprintf("n%d", i), Text: notice("Tarnwick", 1+i%28, 5+i/2, 2+i*7)})
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func kept(docs []*document.Document) []string {
	var out []string
	for _, d := range docs {
		if d.Keep() {
			out = append(out, d.ID)
		}
	}
	return out
}

func TestWorkersAndMemoryDoNotMatter(t *testing.T) {
	for _, prefer := range []Preference{PreferFirst, PreferLongest} {
		docs := corpusOf(1, 150)
		want := claimAll(t, Config{Prefer: prefer}, 1, docs...)
		removed := len(docs) - len(kept(docs))
		if removed < 100 || len(kept(docs)) < 150+40 {
			t.Fatalf("prefer %q: %d of %d removed", prefer, removed, len(docs))
		}
		for _, cfg := range []Config{{Prefer: prefer}, {Prefer: prefer, Memory: 1, TempDir: t.TempDir()}} {
			got := claimAll(t, cfg, 8, docs...)
			for i := range got {
				if got[i].Of != want[i].Of || got[i].Reason != want[i].Reason || got[i].Covered != want[i].Covered {
					t.Fatalf("prefer %q: document %d: %+v, want %+v", prefer, i, got[i], want[i])
				}
			}
		}
	}
}

// What was kept is kept again, and nothing else.
func TestClaimIdempotent(t *testing.T) {
	docs := corpusOf(2, 150)
	claimAll(t, Config{}, 2, docs...)
	var left []*document.Document
	for _, d := range docs {
		if d.Keep() {
			left = append(left, text(d.Text))
		}
	}
	for i, v := range claimAll(t, Config{}, 2, left...) {
		if v.Dropped() {
			t.Errorf("document %d is dropped in a second run: %+v", i, v)
		}
	}
}

// The longest text of a group is kept whatever the order of the input.
func TestLongestInAnyOrder(t *testing.T) {
	docs := corpusOf(3, 100)
	// Equal lengths are settled by input order: leave only texts of different lengths.
	lengths := map[int]bool{}
	docs = slices.DeleteFunc(docs, func(d *document.Document) bool {
		n := len(foldOf(d.Text).hash)
		seen := lengths[n]
		lengths[n] = true
		return seen
	})
	claimAll(t, Config{Prefer: PreferLongest}, 1, docs...)
	want := kept(docs)
	slices.Sort(want)
	r := rand.New(rand.NewPCG(9, 9))
	for range 5 {
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		claimAll(t, Config{Prefer: PreferLongest}, 1, docs...)
		got := kept(docs)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("another order keeps other documents: %d and %d", len(got), len(want))
		}
	}
}

// A viral text, edited differently a hundred times, must be found although its posting lists are full.
func TestFullPostings(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	s := sentences(r, 400)
	docs := []*document.Document{text(s)}
	for range 100 {
		words := strings.Split(s, " ")
		for range 25 {
			words[r.IntN(len(words))] = vocabulary[r.IntN(len(vocabulary))]
		}
		docs = append(docs, text(strings.Join(words, " ")))
	}
	claimAll(t, Config{}, 1, docs...)
	if n := len(kept(docs)); n != 1 {
		t.Errorf("%d of 101 versions are kept", n)
	}
}

func FuzzAlign(f *testing.F) {
	f.Add(long, replaceEvery(long, 9))
	f.Add("a a a a a a a a", "a a a a")
	f.Fuzz(func(t *testing.T, kept, fresh string) {
		a, b := foldOf(kept), foldOf(fresh)
		var al aligner
		al.load(b.token, bodyOf(b.token))
		for range 2 { // the second run must not see the first one
			x := al.align(a.token)
			if x.matched > min(len(a.token), len(b.token)) || x.spanFresh > len(b.token) || x.spanKept > len(a.token) {
				t.Fatalf("more matched than there is: %+v", x)
			}
			if x.headFresh+x.tailFresh > len(b.token)+1 || x.headKept+x.tailKept > len(a.token)+1 {
				t.Fatalf("head and tail: %+v", x)
			}
			for _, l := range []limits{limitsOf(Strict), limitsOf(Normal), limitsOf(Loose)} {
				if _, cover := l.judge(&x, a.token, b.token, len(kept)%2 == 0); cover < 0 || cover > 1 {
					t.Fatalf("cover %v of %+v", cover, x)
				}
			}
		}
	})
}

// What is kept in memory for a document must stay within the bounds that EstimateMemory counts with.
func TestMemoryOfATable(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	cfg := Config{Memory: 1, TempDir: t.TempDir()}
	c, err := NewClaimer(cfg)
	if err != nil {
		t.Fatal(err)
	}
	prepare := Prepare(cfg)
	const n = 3000
	most := 0
	for i := range n {
		d := text(sentences(r, 250+r.IntN(400)))
		prepare(d)
		c.Claim(d)
		if i < n/3 {
			continue // a small table has the least size
		}
		x := c.corpus
		most = max(most, (x.posts.bytes()+exactBytes*len(x.exact.slots)+8*cap(x.exact.check)+8*cap(x.fate))/(i+1))
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if most > bytesPerText*5/4 {
		t.Errorf("%d bytes a document, expected about %d", most, bytesPerText)
	}
	t.Logf("at most %d bytes a document", most)
}
