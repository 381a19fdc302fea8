package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rules names a way to label lines: the learned one of this package, or the line rules of a known corpus, so that its
// cleaning can be repeated. The presets are rules on lines alone: what these corpora did to whole pages (languages,
// bad words, fewest sentences) is not part of them.
type Rules uint8

// The ways to label lines.
const (
	Learned    Rules = iota
	NoRules          // every line is kept
	C4               // Raffel et al., "Exploring the Limits of Transfer Learning …", arXiv 1910.10683, section 2.2
	RefinedWeb       // Penedo et al., "The RefinedWeb Dataset for Falcon LLM", arXiv 2306.01116, appendix G.2
	FineWeb          // Penedo et al., "The FineWeb Datasets", arXiv 2406.17557: C4's without terminal punctuation
)

var rulesNames = [...]string{Learned: "learned", NoRules: "none", C4: "c4", RefinedWeb: "refinedweb", FineWeb: "fineweb"}

// String returns the name that ParseRules reads.
func (r Rules) String() string { return rulesNames[r] }

// ParseRules reads the name of a way to label lines; "" is Learned.
func ParseRules(name string) (Rules, error) {
	for r, n := range rulesNames {
		if name == n || name == "" {
			return Rules(r), nil
		}
	}
	return 0, fmt.Errorf("unknown text rules %q (learned, none, c4, refinedweb or fineweb)", name)
}

// The names of the presets' rules.
const (
	c4Terminal   = "c4-terminal-punctuation"
	c4Words      = "c4-fewer-than-5-words"
	c4Javascript = "c4-javascript"
	c4Policy     = "c4-policy"
	c4LongWord   = "c4-word-over-1000-characters"
	c4Citation   = "c4-citation"

	fwWords      = "fineweb-fewer-than-3-words"
	fwJavascript = "fineweb-javascript"
	fwPolicy     = "fineweb-policy"
	fwLongWord   = "fineweb-word-over-1000-characters"
	fwCitation   = "fineweb-citation"

	rwUpper   = "refinedweb-mainly-uppercase"
	rwNumber  = "refinedweb-only-numerical"
	rwCounter = "refinedweb-counter"
	rwOneWord = "refinedweb-one-word"
	rwPattern = "refinedweb-pattern"
)

// preset applies the line rules of a corpus to all lines.
func (p *Page) preset(rules Rules) {
	for i := range p.lines {
		l := &p.lines[i]
		switch rules {
		case C4:
			l.drop = c4Rule(l.text, 5, true, &c4Names)
			l.cutCitations(c4Citation)
		case FineWeb:
			l.drop = c4Rule(l.text, 3, false, &fwNames)
			l.cutCitations(fwCitation)
		case RefinedWeb:
			l.drop = refinedWebRule(l.text)
			if from, to := refinedWebPattern(l.text); to > 0 && l.drop == "" {
				l.cuts = append(l.cuts, cut{from, to, rwPattern})
			}
		}
	}
}

type c4RuleNames struct{ terminal, words, javascript, policy, longWord string }

var (
	c4Names = c4RuleNames{c4Terminal, c4Words, c4Javascript, c4Policy, c4LongWord}
	fwNames = c4RuleNames{"", fwWords, fwJavascript, fwPolicy, fwLongWord}
)

// c4Policies are the phrases that C4's published code looks for ("boilerplate policy notices").
var c4Policies = [...]string{"terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"}

// c4Rule returns the rule that drops a line, in the order of C4's published code: "We only retained lines that ended
// in a terminal punctuation mark (i.e. a period, exclamation mark, question mark, or end quotation mark)", with the
// code's exception of "..."; "only retained lines that contained at least 5 words"; "we removed any line with the word
// Javascript"; policy notices (tensorflow_datasets/text/c4_utils.py). FineWeb took the same but for the terminal
// punctuation, in datatrove's version (filters/c4_filters.py), which asks for 3 words and counts them before citations
// are taken out, where C4 counts what is left.
func c4Rule(s string, minWords int, terminal bool, names *c4RuleNames) string {
	words := 0
	for word := range strings.FieldsSeq(s) {
		words++
		if utf8.RuneCountInString(word) > 1000 {
			return names.longWord
		}
	}
	s = withoutCitations(s)
	if terminal {
		words = countWords(s)
		if s == "" || strings.HasSuffix(s, "...") || !strings.ContainsRune(`.?!"`, rune(s[len(s)-1])) {
			return names.terminal
		}
	}
	if words < minWords {
		return names.words
	}
	lower := strings.ToLower(s)
	if strings.Contains(lower, "javascript") {
		return names.javascript
	}
	for _, policy := range c4Policies {
		if strings.Contains(lower, policy) {
			return names.policy
		}
	}
	return ""
}

// citation returns the length of a Wikipedia citation marker that s begins with: "[1]", "[]", "[edit]",
// "[citation needed]".
func citation(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	for _, marker := range [...]string{"[edit]", "[citation needed]"} {
		if strings.HasPrefix(s, marker) {
			return len(marker)
		}
	}
	i := 1
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i < len(s) && s[i] == ']' {
		return i + 1
	}
	return 0
}

func withoutCitations(s string) string {
	if strings.IndexByte(s, '[') < 0 {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		if n := citation(s[i:]); n > 0 {
			i += n
			continue
		}
		out.WriteByte(s[i])
		i++
	}
	return out.String()
}

func (l *line) cutCitations(rule string) {
	for i := 0; i < len(l.text); i++ {
		if n := citation(l.text[i:]); n > 0 {
			l.cuts = append(l.cuts, cut{i, i + n, rule})
			i += n - 1
		}
	}
	l.tight = true
}

// refinedWebRule returns the rule of RefinedWeb's line-wise corrections that discards a line: "mainly composed of
// uppercase characters", "composed only of numerical characters", "is a counter (e.g., 3 likes)", "only contains one
// word". The paper gives no figure for "mainly": more than half of the characters here.
func refinedWebRule(s string) string {
	var upper, chars, digits, marks int
	for _, c := range s {
		chars++
		switch {
		case unicode.IsUpper(c):
			upper++
		case unicode.IsDigit(c):
			digits++
		case unicode.IsSpace(c) || strings.ContainsRune(".,:+-/%", c):
			marks++
		}
	}
	switch words := countWords(s); {
	case upper*2 > chars:
		return rwUpper
	case digits > 0 && digits+marks == chars:
		return rwNumber
	case words == 2 && isCounter(s):
		return rwCounter
	case words <= 1:
		return rwOneWord
	}
	return ""
}

// isCounter reports whether two words are a number and what it counts.
func isCounter(s string) bool {
	number, what, _ := strings.Cut(s, " ")
	for i, c := range number {
		if !unicode.IsDigit(c) && !(i > 0 && strings.ContainsRune(".,kKmM+", c)) {
			return false
		}
	}
	switch strings.ToLower(strings.TrimSpace(what)) {
	case "like", "likes", "share", "shares", "comment", "comments", "view", "views", "reply", "replies", "retweet",
		"retweets", "reaction", "reactions", "follower", "followers", "vote", "votes", "point", "points", "favorites":
		return true
	}
	return false
}

// refinedWebPattern finds the part of a short line (at most 10 words) that RefinedWeb's corrections edit out: a pattern
// "at the beginning of the line (e.g., sign-in), at the end of the line (e.g., Read more...), anywhere in the line
// (e.g., items in cart)". The paper lists these examples only, so only they are looked for.
func refinedWebPattern(s string) (from, to int) {
	if countWords(s) > 10 {
		return 0, 0
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return 0, 0 // letters that change their length; none of the patterns is near them
	}
	for _, start := range [...]string{"sign-in", "sign in"} {
		if strings.HasPrefix(lower, start) {
			return 0, len(start)
		}
	}
	for _, end := range [...]string{"read more...", "read more…", "read more"} {
		if strings.HasSuffix(lower, end) {
			return len(s) - len(end), len(s)
		}
	}
	if i := strings.Index(lower, "items in cart"); i >= 0 {
		return i, i + len("items in cart")
	}
	return 0, 0
}
