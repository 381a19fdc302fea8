package source

import "winnow/document"

// Article reads a finished article from a JSON object, as a line of a file of such articles is read.
func Article(object []byte, cfg Config) *document.Document {
	cfg.Format = document.FormatArticle
	cfg.Limits = cfg.Limits.orDefaults()
	s := &stream{cfg: &cfg}
	d := new(document.Document)
	s.readRecord(d, object, nil)
	return d
}
