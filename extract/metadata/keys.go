package metadata

// field is a piece of metadata that an element of the head can carry.
type field uint8

// The fields, in the order in which they are trusted where several give the same thing.
const (
	fieldNone field = iota

	fieldTitleOG
	fieldTitleTwitter
	fieldTitleCitation // citation_title, dc.title, parsely-title, sailthru.title: set by publishing systems
	fieldTitleMeta
	fieldHeadline // itemprop=headline on a meta element

	fieldAuthorCitation // citation_author, one element an author
	fieldAuthorSystem   // parsely-author, sailthru.author, dc.creator, byl
	fieldAuthorMeta
	fieldAuthorOG

	fieldPublished     // article:published_time and what means the same
	fieldPublishedMeta // date, dc.date: usually published
	fieldModified

	fieldSiteOG
	fieldSiteMeta
	fieldSiteApp
	fieldPublisher

	fieldURLOG
	fieldURLCanonical

	fieldDescription
	fieldDescriptionOG
	fieldType
	fieldLocale
	fieldLanguage

	fieldLabel1 // twitter:label1 … data2: pairs that WordPress plug-ins write ("Written by", "Est. reading time")
	fieldData1
	fieldLabel2
	fieldData2

	numFields
)

// metaKeys maps the name, property, itemprop or http-equiv of a meta element, in lower case and with dots for colons,
// to what it carries. Sources: ogp.me; developer.x.com cards; DCMI terms; Google Scholar's citation_ tags; the
// documentation of Parse.ly and Sailthru; schema.org; and the names that publishing systems write, as counted on the
// development pages.
var metaKeys = map[string]field{
	"og.title": fieldTitleOG, "twitter.title": fieldTitleTwitter,
	"citation_title": fieldTitleCitation, "dc.title": fieldTitleCitation, "dcterms.title": fieldTitleCitation,
	"parsely-title": fieldTitleCitation, "sailthru.title": fieldTitleCitation, "article.title": fieldTitleCitation,
	"hdl": fieldTitleCitation, "bt.title": fieldTitleCitation,
	"title": fieldTitleMeta, "headline": fieldHeadline,

	"author": fieldAuthorMeta, "article.author": fieldAuthorOG, "og.article.author": fieldAuthorOG,
	"og.author": fieldAuthorOG, "book.author": fieldAuthorOG,
	"dc.creator": fieldAuthorSystem, "dcterms.creator": fieldAuthorSystem, "dc.author": fieldAuthorSystem,
	"dc.creator.personalname": fieldAuthorSystem, "citation_author": fieldAuthorCitation,
	"citation_authors": fieldAuthorSystem, "parsely-author": fieldAuthorSystem, "sailthru.author": fieldAuthorSystem,
	"byl": fieldAuthorSystem, "article.author_name": fieldAuthorSystem, "creator": fieldAuthorSystem,
	"authors": fieldAuthorSystem, "cxenseparse.author": fieldAuthorSystem, "rbauthors": fieldAuthorSystem,
	"bt.author": fieldAuthorSystem, "content_author": fieldAuthorSystem, "shareaholic.article_author_name": fieldAuthorSystem,

	"article.published_time": fieldPublished, "og.published_time": fieldPublished, "article.published": fieldPublished,
	"og.article.published_time": fieldPublished, "article.post_date": fieldPublished, "datepublished": fieldPublished,
	"parsely-pub-date": fieldPublished, "sailthru.date": fieldPublished, "citation_publication_date": fieldPublished,
	"citation_online_date": fieldPublished, "citation_date": fieldPublished, "dc.date.issued": fieldPublished,
	"dcterms.issued": fieldPublished, "dcterms.created": fieldPublished, "dc.date.created": fieldPublished,
	"pubdate": fieldPublished, "publishdate": fieldPublished, "publish_date": fieldPublished,
	"publish-date": fieldPublished, "published-date": fieldPublished, "published_time": fieldPublished, "publication_date": fieldPublished,
	"publicationdate": fieldPublished, "og.pubdate": fieldPublished, "rnews.datepublished": fieldPublished,
	"originalpublicationdate": fieldPublished, "article_date_original": fieldPublished,
	"cxenseparse.recs.publishtime": fieldPublished, "cxenseparse.publishtime": fieldPublished,
	"bt.pubdate": fieldPublished, "ptime": fieldPublished, "pdate": fieldPublished, "published": fieldPublished,
	"article.created": fieldPublished, "shareaholic.article_published_time": fieldPublished, "releasedate": fieldPublished,
	"og.release_date": fieldPublished, "date_published": fieldPublished, "displaydate": fieldPublished,
	"article_publication_date": fieldPublished, "dateposted": fieldPublished, "parsely-date": fieldPublished,
	"date": fieldPublishedMeta, "dc.date": fieldPublishedMeta, "dcterms.date": fieldPublishedMeta,
	"datecreated": fieldPublishedMeta, "created": fieldPublishedMeta, "creation_date": fieldPublishedMeta,
	"uploaddate": fieldPublishedMeta, "issued": fieldPublishedMeta, "ms.date": fieldPublishedMeta,
	"article.modified_time": fieldModified, "og.updated_time": fieldModified, "article.updated_time": fieldModified,
	"og.article.modified_time": fieldModified, "article.modified": fieldModified, "datemodified": fieldModified,
	"dcterms.modified": fieldModified, "dc.date.modified": fieldModified, "last-modified": fieldModified,
	"lastmod": fieldModified, "revised": fieldModified, "utime": fieldModified, "article.updated": fieldModified,
	"shareaholic.article_modified_time": fieldModified, "updated_time": fieldModified, "moddate": fieldModified,

	"og.site_name": fieldSiteOG, "application-name": fieldSiteApp, "apple-mobile-web-app-title": fieldSiteApp,
	"citation_journal_title": fieldSiteMeta, "cre": fieldSiteMeta, "parsely-site": fieldSiteMeta,
	"dc.publisher": fieldPublisher, "dcterms.publisher": fieldPublisher, "publisher": fieldPublisher,
	"citation_publisher": fieldPublisher,

	"og.url": fieldURLOG,

	"description": fieldDescription, "og.description": fieldDescriptionOG, "twitter.description": fieldDescriptionOG,
	"dc.description": fieldDescription,
	"og.type":        fieldType, "og.locale": fieldLocale, "content-language": fieldLanguage,
	"dc.language": fieldLanguage, "dcterms.language": fieldLanguage, "language": fieldLanguage, "inlanguage": fieldLanguage,

	"twitter.label1": fieldLabel1, "twitter.data1": fieldData1, "twitter.label2": fieldLabel2, "twitter.data2": fieldData2,
}

// metaField looks up the name of a meta element, without regard to case and to colon or dot.
func metaField(name []byte) field {
	var buf [40]byte
	if len(name) > len(buf) {
		return fieldNone
	}
	for i, c := range name {
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == ':':
			c = '.'
		}
		buf[i] = c
	}
	return metaKeys[string(buf[:len(name)])]
}
