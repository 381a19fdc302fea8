package extract

import "winnow/extract/dom"

// Limits of a data table, from tables of the development pages: what holds running text is there for its layout.
const (
	maxCellBytes   = 400 // of text in one cell
	minDataRows    = 2
	minDataColumns = 2
)

// tableKind says what a table is used for.
type tableKind uint8

const (
	tableUnknown tableKind = iota
	tableData
	tableLayout
)

// dataTable tells whether the row that begins at node tr belongs to a table that holds data, whose rows are kept as
// lines of cells, and not one that was used for layout, whose cells flow. Each table is looked at once, and only up to
// the first table inside of it, which makes it a layout table: the work is linear in the nodes of the page.
func (c *cutter) dataTable(tr int32) bool {
	table := c.Tree.Nodes[tr].Parent
	for range 2 {
		if table > 0 && c.Tree.Nodes[table].Tag != dom.TagTable {
			table = c.Tree.Nodes[table].Parent
		}
	}
	if table <= 0 || c.Tree.Nodes[table].Tag != dom.TagTable {
		return false
	}
	e := &c.elems[c.nodes[table].elem]
	if e.table == tableUnknown {
		e.table = tableLayout
		if e.role != rolePresentation && c.holdsData(table) {
			e.table = tableData
		}
	}
	return e.table == tableData
}

func (c *cutter) holdsData(table int32) bool {
	t := c.Tree
	rows, cells, columns, cellBytes := 0, 0, 0, int32(0)
	blocks := 0 // block-level elements inside of the cell
	for i, end := table+1, t.Nodes[table].End; i < end; i++ {
		node := &t.Nodes[i]
		switch node.Tag {
		case dom.TagText:
			if node.Flags&dom.FlagBlank == 0 {
				if cellBytes += node.TextEnd - node.TextStart; cellBytes > maxCellBytes {
					return false
				}
			}
		case dom.TagTable, dom.TagForm, dom.TagH1, dom.TagH2, dom.TagArticle, dom.TagSection, dom.TagBlockquote, dom.TagPre,
			dom.TagTextarea, dom.TagIframe:
			return false
		case dom.TagScript, dom.TagStyle, dom.TagSvg, dom.TagSelect, dom.TagTemplate, dom.TagNoscript:
			i = node.End - 1
		case dom.TagTr:
			rows++
			cells = 0
		case dom.TagTd, dom.TagTh:
			cells++
			columns = max(columns, cells)
			cellBytes, blocks = 0, 0
		case dom.TagP, dom.TagDiv, dom.TagUl, dom.TagOl:
			if blocks++; blocks > 4 {
				return false
			}
		}
	}
	return rows >= minDataRows && columns >= minDataColumns
}
