package phrases

import (
	"strings"
	"sync"
)

// PageKind is what the title of a page says that holds no article.
type PageKind uint8

// The kinds of such pages.
const (
	NoKind PageKind = iota
	ErrorPage
	LoginPage
	ConsentPage
)

// pagesFile lists titles instead of phrases: a line a kind, titles separated by " | ".
const pagesFile = "pages.txt"

var titles = sync.OnceValue(func() map[uint64]PageKind {
	text, err := files.ReadFile("tables/" + pagesFile)
	if err != nil {
		panic(err) // embedded
	}
	kinds := map[string]PageKind{"error": ErrorPage, "login": LoginPage, "consent": ConsentPage}
	set := map[uint64]PageKind{}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		kind, phrases, ok := strings.Cut(line, ": ")
		if !ok || kinds[kind] == NoKind {
			panic("tables/" + pagesFile + ": " + line) // a test reads all of it
		}
		for title := range strings.SplitSeq(phrases, " | ") {
			set[foldedHash(title)] = kinds[kind]
		}
	}
	return set
})

// maxPageTitle is the most bytes that a title is looked up in: longer ones are those of articles.
const maxPageTitle = 160

// PageTitle reports what a title says that consists of a known phrase, with or without the site's name before or
// behind it: "404 - Page not found", "Example News | Đăng nhập". Numbers count as status codes of HTTP only.
func PageTitle(title string) PageKind {
	if len(title) > maxPageTitle {
		return NoKind
	}
	if kind := titleKind(title); kind != NoKind {
		return kind
	}
	for from := 0; from < len(title); {
		end, next := titlePart(title, from)
		if kind := titleKind(title[from:end]); kind != NoKind {
			return kind
		}
		from = next
	}
	return NoKind
}

// titlePart returns where the part of a title ends that begins at from, and where the next one begins.
func titlePart(title string, from int) (end, next int) {
	end, next = len(title), len(title)
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " :: ", " » ", ": ", "｜", " / "} {
		if i := strings.Index(title[from:], sep); i >= 0 && from+i < end {
			end, next = from+i, from+i+len(sep)
		}
	}
	return end, next
}

func titleKind(part string) PageKind {
	part = strings.TrimRight(strings.TrimSpace(part), ".!…?。！")
	if part == "" {
		return NoKind
	}
	kind := titles()[foldedHash(part)]
	if kind == ErrorPage && !statusCodes(part) {
		return NoKind
	}
	return kind
}

// statusCodes tells whether all numbers in s are status codes of HTTP for errors.
func statusCodes(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		end := i
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		if end-i != 3 || s[i] != '4' && s[i] != '5' {
			return false
		}
		i = end
	}
	return true
}
