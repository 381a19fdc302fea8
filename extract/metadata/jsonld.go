package metadata

import "bytes"

// Bounds on what is read of one page's JSON-LD. They count work, so that the result is the same on every machine.
const (
	ldMaxBytes   = 1 << 20 // of one script; the longest of the development pages' that carries an article is 180 KB
	ldMaxDepth   = 24      // of objects and arrays; deeper values are skipped, which needs no stack
	ldMaxPersons = 32      // named things that an author may refer to by @id
	ldMaxAuthors = 16      // of one article
)

// Schema is the set of schema.org kinds that a page's JSON-LD names at its top level.
type Schema uint16

// The kinds of schema.org types that say something about the shape of a page.
const (
	SchemaArticle    Schema = 1 << iota // Article and its subtypes, BlogPosting, Report, Recipe excluded
	SchemaForum                         // DiscussionForumPosting, QAPage, Question
	SchemaProduct                       // Product, Offer
	SchemaCollection                    // CollectionPage, ItemList, Blog, SearchResultsPage
	SchemaRecipe
	SchemaVideo
	SchemaFAQ
	SchemaWebPage
	SchemaProfile // ProfilePage, Person on its own
	SchemaService // Service, LocalBusiness, SoftwareApplication
)

// ldThing is what is kept of one JSON-LD object. Strings are raw: escapes not decoded.
type ldThing struct {
	kinds                          Schema
	person, org, site              bool
	id, name, headline             []byte
	published, modified, created   []byte
	lang, url, description, entity []byte
	publisher, publisherID         []byte
	authors                        [ldMaxAuthors]ldRef
	numAuthors                     int
}

// ldRef names a person or organisation, or points at one.
type ldRef struct {
	name, id []byte
	org      bool
}

// ldReader walks the JSON-LD scripts of a page. It is tolerant: what is not JSON is stepped over byte by byte, and
// an end that comes too early closes everything that is open.
type ldReader struct {
	src   []byte
	pos   int
	depth int

	article, webpage, other ldThing // the first of each
	hasArticle, hasWebPage  bool
	hasOther                bool
	siteName                []byte
	kinds                   Schema
	named                   [ldMaxPersons]ldRef
	numNamed                int
}

// read walks one script.
func (r *ldReader) read(src []byte) {
	if len(src) > ldMaxBytes {
		src = src[:ldMaxBytes]
	}
	r.src, r.pos, r.depth = src, 0, 0
	for r.pos < len(r.src) { // a script may hold several values, or a comment around one
		switch r.src[r.pos] {
		case '{':
			var t ldThing
			r.object(&t)
			r.keep(&t)
		case '[':
			r.things()
		default:
			r.pos++
		}
	}
}

// keep files a finished object of the top level (or of @graph) by its type.
func (r *ldReader) keep(t *ldThing) {
	if t.kinds == 0 && !t.person && !t.org && !t.site {
		return
	}
	r.kinds |= t.kinds
	if (t.person || t.org) && len(t.name) > 0 {
		r.name(ldRef{name: t.name, id: t.id, org: t.org && !t.person})
	}
	if t.site && r.siteName == nil {
		r.siteName = t.name
	}
	switch {
	case t.kinds&(SchemaArticle|SchemaForum) != 0:
		if !r.hasArticle || len(r.article.headline) == 0 && len(r.article.published) == 0 && r.article.numAuthors == 0 {
			r.article, r.hasArticle = *t, true
		}
	case t.kinds&SchemaWebPage != 0:
		if !r.hasWebPage {
			r.webpage, r.hasWebPage = *t, true
		}
	case t.kinds != 0:
		if !r.hasOther {
			r.other, r.hasOther = *t, true
		}
	}
}

func (r *ldReader) name(ref ldRef) {
	if r.numNamed < ldMaxPersons {
		r.named[r.numNamed] = ref
		r.numNamed++
	}
}

// resolve returns the raw name that a reference stands for, and whether it is an organisation.
func (r *ldReader) resolve(ref ldRef) (name []byte, org bool) {
	if len(ref.id) > 0 {
		for i := range r.named[:r.numNamed] {
			if bytes.Equal(r.named[i].id, ref.id) {
				if len(ref.name) > 0 {
					return ref.name, ref.org || r.named[i].org
				}
				return r.named[i].name, r.named[i].org
			}
		}
	}
	return ref.name, ref.org
}

// things reads an array of objects at the top level, of @graph or of mainEntity.
func (r *ldReader) things() {
	if !r.enter() {
		return
	}
	for {
		switch r.next() {
		case 0:
			return
		case '{':
			var t ldThing
			r.object(&t)
			r.keep(&t)
		case '[':
			r.things()
		case ']', '}':
			r.leave()
			return
		default:
			r.skip()
		}
	}
}

// enter steps over the bracket that opens a value, or over the whole value where it stands too deep.
func (r *ldReader) enter() bool {
	if r.depth >= ldMaxDepth {
		r.skip()
		return false
	}
	r.depth++
	r.pos++
	return true
}

func (r *ldReader) leave() {
	r.depth--
	r.pos++
}

// object reads the object that starts at pos into t.
func (r *ldReader) object(t *ldThing) {
	if !r.enter() {
		return
	}
	for {
		c := r.next()
		switch c {
		case 0:
			return
		case '}', ']':
			r.leave()
			return
		case '"':
		default:
			r.skip() // not a key
			continue
		}
		key := r.str()
		if r.next() != ':' {
			continue // a name without a value
		}
		r.pos++
		for r.pos < len(r.src) && (r.src[r.pos] == ' ' || r.src[r.pos] == '\t' || r.src[r.pos] == '\n' || r.src[r.pos] == '\r') {
			r.pos++
		}
		if r.pos < len(r.src) && r.src[r.pos] != ',' {
			r.field(t, key, r.src[r.pos])
		}
	}
}

// field reads the value of key, of which c is the first byte.
func (r *ldReader) field(t *ldThing, key []byte, c byte) {
	switch string(key) {
	case "@type":
		r.types(t, c)
	case "@id":
		t.id = r.text(c)
	case "@graph", "mainEntity":
		switch c {
		case '{':
			var inner ldThing
			r.object(&inner)
			r.keep(&inner)
		case '[':
			r.things()
		default:
			r.skip()
		}
	case "mainEntityOfPage":
		if c == '{' {
			var inner ldThing
			r.object(&inner)
			if t.entity = inner.id; len(inner.url) > 0 {
				t.entity = inner.url
			}
			return
		}
		t.entity = r.text(c)
	case "name":
		t.name = r.text(c)
	case "headline":
		t.headline = r.text(c)
	case "datePublished":
		t.published = r.text(c)
	case "dateModified":
		t.modified = r.text(c)
	case "dateCreated", "uploadDate":
		t.created = r.text(c)
	case "inLanguage":
		t.lang = r.text(c)
	case "url":
		t.url = r.text(c)
	case "description":
		t.description = r.text(c)
	case "author":
		t.numAuthors = 0 // the last one counts where a key comes twice, as in every JSON reader
		r.refs(t, c)
	case "creator":
		if t.numAuthors == 0 {
			r.refs(t, c)
			return
		}
		r.skip()
	case "publisher":
		var org ldThing
		r.ref(&org, c)
		t.publisher, t.publisherID = org.name, org.id
	default:
		r.skip()
	}
}

// each calls item for the value that begins with c, or for each of its elements when it is an array.
func (r *ldReader) each(c byte, item func(c byte)) {
	if c != '[' {
		item(c)
		return
	}
	if !r.enter() {
		return
	}
	for {
		switch c := r.next(); c {
		case 0:
			return
		case ']', '}':
			r.leave()
			return
		default:
			item(c)
		}
	}
}

// refs reads an author: a name, an object with a name or an @id, or an array of these.
func (r *ldReader) refs(t *ldThing, c byte) {
	r.each(c, func(c byte) {
		if c == '[' {
			r.refs(t, c)
			return
		}
		var one ldThing
		r.ref(&one, c)
		t.addAuthor(&one)
	})
}

func (t *ldThing) addAuthor(a *ldThing) {
	if t.numAuthors < ldMaxAuthors && (len(a.name) > 0 || len(a.id) > 0) {
		t.authors[t.numAuthors] = ldRef{name: a.name, id: a.id, org: a.org && !a.person}
		t.numAuthors++
	}
}

// ref reads something that names somebody: a string or an object.
func (r *ldReader) ref(t *ldThing, c byte) {
	switch c {
	case '{':
		r.object(t)
		if len(t.name) > 0 && len(t.id) > 0 {
			r.name(ldRef{name: t.name, id: t.id, org: t.org && !t.person})
		}
	case '[':
		r.each(c, func(c byte) {
			if c != '{' && c != '"' {
				r.skip()
				return
			}
			var one ldThing
			if r.ref(&one, c); len(t.name) == 0 {
				t.name, t.id = one.name, one.id
			}
		})
	default:
		t.name = r.text(c)
	}
}

// types reads the value of @type: a name or an array of names.
func (r *ldReader) types(t *ldThing, c byte) {
	r.each(c, func(c byte) { t.addType(r.text(c)) })
}

func (t *ldThing) addType(name []byte) {
	if i := bytes.LastIndexAny(name, "/#:"); i >= 0 { // "http://schema.org/Article", "schema:Article"
		name = name[i+1:]
	}
	switch string(name) {
	case "Person":
		t.person = true
	case "Organization", "NewsMediaOrganization", "Corporation", "EducationalOrganization",
		"GovernmentOrganization", "NGO", "OnlineStore", "OnlineBusiness", "Brand", "CollegeOrUniversity":
		t.org = true
	case "WebSite":
		t.site = true
	case "DiscussionForumPosting", "QAPage", "Question", "SocialMediaPosting":
		t.kinds |= SchemaForum
	case "Product", "ProductGroup", "Offer", "IndividualProduct", "Book", "Vehicle":
		t.kinds |= SchemaProduct
	case "CollectionPage", "ItemList", "Blog", "SearchResultsPage", "CategoryPage":
		t.kinds |= SchemaCollection
	case "Recipe":
		t.kinds |= SchemaRecipe | SchemaArticle
	case "VideoObject":
		t.kinds |= SchemaVideo
	case "FAQPage":
		t.kinds |= SchemaFAQ
	case "WebPage", "AboutPage", "ContactPage", "ItemPage", "MedicalWebPage":
		t.kinds |= SchemaWebPage
	case "ProfilePage":
		t.kinds |= SchemaProfile
	case "Service", "LocalBusiness", "SoftwareApplication", "WebApplication", "MobileApplication":
		t.kinds |= SchemaService
	case "BlogPosting", "Report", "LiveBlogPosting", "HowTo", "CreativeWork", "Review":
		t.kinds |= SchemaArticle
	default: // Article, NewsArticle, TechArticle, ScholarlyArticle, OpinionNewsArticle, …
		if bytes.HasSuffix(name, []byte("Article")) {
			t.kinds |= SchemaArticle
		}
	}
}
