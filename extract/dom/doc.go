// Package dom parses a page once, into a flat tree: nodes stand in one slice in document order, so that a subtree is an
// index range and every density over it a difference of prefix sums. Texts, names and attribute values are offsets into
// the page and are decoded when read; all memory is reused for the next page.
//
// # Method
//
// Parser follows the tree construction of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html) with
// scripting off, in one pass over the bytes: implied elements, scopes, foster parenting, active formatting elements and
// the adoption agency, templates, framesets, svg and math. On well-nested pages every node is appended where it belongs.
// The first one that has to be moved adds sibling links to the nodes, and the tree is put in order again at the end.
//
// The reference is golang.org/x/net/html, also where that differs from the standard: a doctype whose name is not in
// lower case, or that has a public identifier without a system one, means quirks mode; "<!--" in a script ends at the
// first "<" that begins no tag; character references are decoded in CDATA sections. Tests compare every node with the
// reference on written rules, on random tags and on real pages.
//
// # Limits
//
// All of them count work, so that a page costs time and memory in proportion to its bytes. They change only trees that
// the reference refuses or that nobody would write:
//   - MaxDepth open elements (the reference fails there): deeper elements become leaves, and their text belongs to the deepest
//     open element;
//   - MaxNodes nodes, after which the tree is Truncated (these two are a Parser's Limits);
//   - 256 attributes a tag and 2 * MaxNodes a page;
//   - 512 active formatting elements, and re-opened ones up to an eighth of the page's bytes.
//
// One more difference: where a template stands within svg or math, the reference drops the rest of the page, and Parser
// goes on.
//
// View gives the tree as nodes of golang.org/x/net/html, for goquery, and Selector finds the nodes that a CSS selector
// selects.
package dom
