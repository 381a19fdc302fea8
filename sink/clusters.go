package sink

import "winnow/document"

// groups collects the duplicates of each kept document by id.
type groups struct {
	members map[string][]string
	order   []string // ids of the kept ones, by their first duplicate
}

func (g *groups) add(d *document.Document) {
	if d.Verdict.Kind != document.Duplicate {
		return
	}
	if g.members == nil {
		g.members = make(map[string][]string)
	}
	of := d.Verdict.Of
	if _, known := g.members[of]; !known {
		g.order = append(g.order, of)
	}
	g.members[of] = append(g.members[of], d.ID)
}

// write writes a line for each group: the id of the kept document and those of its duplicates, in input order.
func (g *groups) write(f *file) error {
	for _, of := range g.order {
		err := f.add(func(dst []byte) []byte {
			dst = append(dst, '{')
			dst = appendKey(dst, len(dst), "kept")
			dst = appendString(dst, of)
			dst = append(dst, `,"duplicates":[`...)
			for i, id := range g.members[of] {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = appendString(dst, id)
			}
			return append(dst, "]}\n"...)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
