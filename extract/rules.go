package extract

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"winnow/document"
	"winnow/extract/dom"
	"winnow/extract/metadata"
)

// Rules are CSS selectors for the pages of hosts, as people write them down. They stand above the model.
type Rules struct{ hosts map[string]*hostRules }

// hostRules are those of a host and of all hosts below it.
type hostRules struct {
	selectors
	title, author, date []*dom.Selector
}

// maxRules bounds a file of rules in bytes.
const maxRules = 16 << 20

// ReadRules reads rules from YAML: a mapping from hosts to mappings with the keys keep, drop, title, author and date,
// each with a CSS selector or a list of them.
//
//	example.com:
//	  keep: article .text
//	  drop: [.related, "aside, .promo"]
//	  title: h1
//	  author: .byline
//	  date: time
//
// Mistakes are errors that name the line.
func ReadRules(in io.Reader) (*Rules, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxRules+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxRules {
		return nil, fmt.Errorf("rules of more than %d bytes", maxRules)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	r := &Rules{hosts: map[string]*hostRules{}}
	if len(root.Content) == 0 {
		return r, nil
	}
	err = eachPair(root.Content[0], "hosts", func(key, value *yaml.Node) error {
		host := strings.ToLower(strings.TrimSuffix(strings.TrimSpace(key.Value), "."))
		if host == "" || strings.ContainsAny(host, "/: ") {
			return atLine(key, "%q is no host, such as news.example.com", key.Value)
		}
		if r.hosts[host] != nil {
			return atLine(key, "%s stands twice", host)
		}
		h := new(hostRules)
		r.hosts[host] = h
		return eachPair(value, "keep, drop, title, author or date", h.read)
	})
	return r, err
}

// read reads the selectors of one key.
func (h *hostRules) read(key, value *yaml.Node) error {
	lists := map[string]*[]*dom.Selector{"keep": &h.keep, "drop": &h.drop, "title": &h.title, "author": &h.author, "date": &h.date}
	list := lists[key.Value]
	if list == nil {
		return atLine(key, "unknown key %q: want keep, drop, title, author or date", key.Value)
	}
	nodes := []*yaml.Node{value}
	if value.Kind == yaml.SequenceNode {
		nodes = value.Content
	}
	for _, n := range nodes {
		if n.Kind != yaml.ScalarNode || strings.TrimSpace(n.Value) == "" {
			return atLine(n, "%s: want a CSS selector or a list of them", key.Value)
		}
		s, err := dom.CompileSelector(n.Value)
		if err != nil {
			return atLine(n, "%s: %v", key.Value, err)
		}
		*list = append(*list, s)
	}
	return nil
}

// eachPair calls fn for the pairs of a mapping.
func eachPair(n *yaml.Node, of string, fn func(key, value *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return atLine(n, "want a mapping of %s", of)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := fn(n.Content[i], n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func atLine(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("line %d: %s", n.Line, fmt.Sprintf(format, args...))
}

// of returns the rules of a page: those of its host, or of the nearest domain above it that has some. Pages without an
// address go by the site that templates would be learned for.
func (r *Rules) of(d *document.Document) *hostRules {
	if r == nil {
		return nil
	}
	host := hostOf(d)
	for {
		if h := r.hosts[host]; h != nil {
			return h
		}
		_, rest, more := strings.Cut(host, ".")
		if !more {
			return nil
		}
		host = rest
	}
}

// fill sets the fields of a page that its rules name and its elements hold.
func (h *hostRules) fill(d *document.Document, tree *dom.Tree) {
	if h == nil || len(h.title)+len(h.author)+len(h.date) == 0 {
		return
	}
	view := tree.View()
	if text := firstText(tree, view, h.title); text != "" {
		d.Title = text
	}
	if text := firstText(tree, view, h.author); text != "" {
		if names, ok := metadata.Byline([]byte(text)); ok {
			d.Author = names
		}
	}
	for _, hit := range subtrees(tree, view, h.date) {
		iso, ok := metadata.ParseDate([]byte(tree.AttrValue(hit.first, "datetime")))
		if !ok {
			iso, ok = metadata.ParseDate([]byte(textOf(tree, hit)))
		}
		if ok {
			d.Date = iso
			return
		}
	}
}

// firstText returns the text of the first element with some that the selectors select.
func firstText(tree *dom.Tree, view *dom.View, list []*dom.Selector) string {
	for _, hit := range subtrees(tree, view, list) {
		if text := textOf(tree, hit); text != "" {
			return text
		}
	}
	return ""
}

// textOf returns the text of a subtree, its blanks collapsed.
func textOf(tree *dom.Tree, hit subtree) string {
	var text []byte
	for i := hit.first; i < hit.end; i++ {
		if tree.IsText(i) {
			text = append(tree.AppendText(text, i), ' ')
		}
	}
	return composed(strings.Join(strings.Fields(string(text)), " "))
}
