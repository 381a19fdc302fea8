package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"

	"winnow/pipeline"
)

// The parts of the pages. The script is our own; there is nothing of anybody else's in it.
//
//go:embed assets
var assets embed.FS

func asset(name string) string {
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is built in
	}
	return string(data)
}

// page is a whole document of HTML. All that it needs is in it.
type page struct {
	Title string
	Style template.CSS
	Code  template.JS
	Rules string // Content-Security-Policy
	Body  any
}

// write writes a page with the named template as its body.
func write(w io.Writer, name, title string, body any) error {
	style, code := asset("style.css"), asset("script.js")
	p := page{
		Title: title, Body: body,
		Style: template.CSS(style), // #nosec: built in, as is the script
		Code:  template.JS(code),
		Rules: policy([]string{style, originalStyle}, []string{code}),
	}
	templates, err := parse()
	if err != nil {
		return err
	}
	var buffer bytes.Buffer // a template that fails must not leave half a page
	if err := templates.ExecuteTemplate(&buffer, name, p); err != nil {
		return err
	}
	_, err = buffer.WriteTo(w)
	return err
}

// policy is a Content-Security-Policy under which nothing loads, nothing is sent, and nothing runs but these scripts.
func policy(styles, scripts []string) string {
	list := func(texts []string) string {
		var sources []string
		for _, text := range texts {
			sum := sha256.Sum256([]byte(text))
			sources = append(sources, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
		if sources == nil {
			return "'none'"
		}
		return strings.Join(sources, " ")
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", list(styles), list(scripts))
}

var parse = sync.OnceValues(func() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"number": anyNumber, "size": pipeline.Size, "percent": percent, "seconds": seconds,
		"share": ratio,
		"add": func(numbers ...int64) (sum int64) {
			for _, n := range numbers {
				sum += n
			}
			return sum
		},
		"len2":   func(a, b int) int { return a + b },
		"ticks":  func(blocks []*blockView) []*blockView { return blocks[:min(len(blocks), mostTicks)] },
		"groups": func(title, one string, list []Group) groupTable { return groupTable{title, one, list} },
	}).ParseFS(assets, "assets/*.gohtml")
})

// mostTicks is how many blocks of a folded run are drawn.
const mostTicks = 40

// groupTable is a table of sites, languages or types.
type groupTable struct {
	Title, One string
	List       []Group
}

// number writes a whole number with a thin blank between thousands, as ISO 80000 has it.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	if len(s) < 5 {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 && s[i-1] != '-' {
			b.WriteRune('\u202f')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// anyNumber is number for templates, which don't convert.
func anyNumber(n any) string {
	switch n := n.(type) {
	case int:
		return number(int64(n))
	case int64:
		return number(n)
	}
	return fmt.Sprint(n)
}

// percent writes a share of 0..1. What is not all is never shown as all, and what is something not as nothing.
func percent(share float64) string {
	switch p := 100 * share; {
	case p == 0:
		return "0%"
	case p < 0.1:
		return "<0.1%"
	case p < 99.95 || p >= 100:
		return strings.TrimSuffix(strconv.FormatFloat(p, 'f', 1, 64), ".0") + "%"
	default:
		return ">99.9%"
	}
}

func ratio(part, whole int64) float64 {
	if whole <= 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func seconds(s float64) string {
	switch {
	case s < 10:
		return strconv.FormatFloat(s, 'f', 1, 64) + "\u00a0s"
	case s < 120:
		return strconv.FormatFloat(s, 'f', 0, 64) + "\u00a0s"
	case s < 7200:
		return fmt.Sprintf("%d\u00a0min %d\u00a0s", int(s)/60, int(s)%60)
	}
	return fmt.Sprintf("%d\u00a0h %d\u00a0min", int(s)/3600, int(s)/60%60)
}
