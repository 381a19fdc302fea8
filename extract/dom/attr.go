package dom

// AttrAt returns attribute k of Tree.Attrs as it stands in the source: its name, lower case not guaranteed, and its
// value, character references not decoded. Both are valid until the next Parse.
func (t *Tree) AttrAt(k int32) (name, value []byte) {
	a := &t.Attrs[k]
	return t.src[a.NameStart:a.NameEnd], t.src[a.ValueStart:a.ValueEnd]
}

// RawName returns the name of an element with TagOther as it stands in the source, nothing for other nodes.
func (t *Tree) RawName(n int32) []byte {
	node := &t.Nodes[n]
	return t.src[node.NameStart:node.NameEnd]
}
