package extract

import (
	"bytes"

	"winnow/document"
	"winnow/extract/dom"
)

// Bits of gType: what the page's own markup for machines says it is. They are ordered from article to listing so
// that a threshold is a sensible question.
const (
	typeNone = iota
	typeArticle
	typeForum
	typeHowTo
	typeFAQ
	typeWebsite
	typeService
	typeProduct
	typeList
)

// pageFeatures writes the features that all blocks of a page share.
func (p *Page) pageFeatures() {
	f := &p.shape
	*f = [numPageFeatures]byte{}
	n := int32(len(p.Blocks))
	s := &p.sums[n]
	f[gBlocks], f[gChars], f[gLinkDensity] = lg(n), lg(s.chars), ratio(s.linked, s.chars)
	f[gGood], f[gSentences] = ratio(s.good, s.chars), ratio(s.sentences, n)
	var articles, paragraphs, items, cells, comments, forum, products int32
	for i := range p.elems {
		switch e := &p.elems[i]; e.tag {
		case dom.TagArticle:
			articles++
		case dom.TagP:
			paragraphs++
		case dom.TagLi:
			items++
		case dom.TagTd:
			cells++
		}
		c := p.elems[i].cues
		comments += int32(c >> cueComment & 1)
		forum += int32(c >> cueForum & 1)
		products += int32(c >> cueProduct & 1)
	}
	f[gArticles], f[gParagraphs], f[gItems] = lg(articles), ratio(paragraphs, n), ratio(items, n)
	f[gCells], f[gComments], f[gForum], f[gProducts] = ratio(cells, n), lg(comments), lg(forum), lg(products)
	var prices, headings, words int32
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.money > 0 && b.digits > 0 && b.chars < 40 {
			prices++
		}
		if b.Kind == document.Heading {
			headings++
		}
		if b.sentence {
			words += b.size
		}
	}
	best := p.dense[containers-1]
	f[gPrices], f[gDates], f[gHeadings] = lg(prices), lg(s.dates), lg(headings)
	f[gBestShare] = ratio(p.within(best).good, s.good)
	f[gBestBlocks] = ratio(p.elems[best].last-p.elems[best].first, n)
	f[gBestDepth] = count(p.elems[best].depth)
	f[gWordsPerBlock], f[gWordsPerGood] = lg(s.words/max(1, n)), lg(words/max(1, s.sentences))
	f[gType] = p.declaredType()
}

// declaredType reads JSON-LD's @type and og:type: the first of typeForum, typeProduct … that stands there.
func (p *Page) declaredType() byte {
	found := byte(typeNone)
	t := p.Tree
	end := int32(0) // of a script
	for _, i := range t.Marked {
		node := &t.Nodes[i]
		if i < end {
			continue
		}
		switch node.Tag {
		case dom.TagMeta:
			if v, ok := t.RawAttr(i, "property"); ok && string(v) == "og:type" && found == typeNone {
				found = typeNamed(t.AttrValue(i, "content"))
			}
		case dom.TagScript:
			if v, ok := t.RawAttr(i, "type"); ok && bytes.EqualFold(v, []byte("application/ld+json")) && node.End > i+1 &&
				t.IsText(i+1) {
				if ld := ldType(t.RawText(i + 1)); ld != typeNone && (found == typeNone || found == typeWebsite) {
					found = ld
				}
			}
			end = node.End
		}
	}
	return found
}

// maxLD is how much of a JSON-LD script is searched for types.
const maxLD = 1 << 16

// ldType searches JSON-LD for the first @type that says what the page is; publishers, crumbs and the like do not.
func ldType(json []byte) byte {
	json = json[:min(len(json), maxLD)]
	website := byte(typeNone)
	for {
		at := bytes.Index(json, []byte(`"@type"`))
		if at < 0 {
			return website
		}
		json = bytes.TrimLeft(json[at+len(`"@type"`):], " :\n\t[\r")
		if len(json) == 0 || json[0] != '"' {
			continue
		}
		end := bytes.IndexByte(json[1:], '"')
		if end < 0 {
			return website
		}
		switch t := typeNamed(string(json[1 : 1+end])); t {
		case typeNone:
		case typeWebsite:
			website = t
		default:
			return t
		}
	}
}

// typeNamed maps schema.org and Open Graph types.
func typeNamed(name string) byte {
	switch name {
	case "Article", "NewsArticle", "BlogPosting", "Report", "TechArticle", "article", "ReportageNewsArticle",
		"OpinionNewsArticle", "AnalysisNewsArticle", "ReviewNewsArticle", "ScholarlyArticle", "LiveBlogPosting":
		return typeArticle
	case "DiscussionForumPosting", "QAPage", "Question":
		return typeForum
	case "Recipe", "HowTo":
		return typeHowTo
	case "FAQPage":
		return typeFAQ
	case "WebSite", "WebPage", "website", "blog":
		return typeWebsite
	case "Service", "LocalBusiness", "ProfessionalService", "FinancialService":
		return typeService
	case "Product", "ProductGroup", "Offer", "product", "og:product", "AggregateOffer", "SoftwareApplication":
		return typeProduct
	case "ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog":
		return typeList
	}
	return typeNone
}
