package dedupe

// Bytes of memory for each different text, as measured on news of some 2,500 bytes:
// postings of 25 to 40 samples at 8 bytes, in a table that is 73% full; the exact table; the fate.
const (
	bytesPerText = 480
	textBytes    = 2400 // of an average article
	bucketBytes  = 40   // of a Go map for each entry of 12 bytes, as measured
)

// tables returns how many bytes the tables of the look-up take, and will take while a part of the largest grows: then its old
// and its new slots are there at a time.
func (c *corpus) tables() int64 {
	posts := int64(c.posts.bytes())
	return posts*postingParts/(postingParts-2) + int64(len(c.exact.slots))*exactBytes + int64(cap(c.exact.check)+cap(c.fate))*8 + int64(len(c.buckets))*bucketBytes
}

// EstimateMemory returns about how many bytes the look-up will take for texts of inputBytes in all, none of them
// duplicates: some 480 bytes for each different text, which must stay in memory, and the words, which move to a file when
// Config.Memory has no room for them.
func EstimateMemory(cfg Config, inputBytes int64) int64 {
	texts := inputBytes / textBytes
	switch cfg.Method {
	case MethodOff:
		return 0
	case MethodExact:
		return within(cfg, texts*48, texts*64)
	case MethodMinHash:
		p, err := presetOf(cfg.Preset)
		if err != nil {
			return 0
		}
		return within(cfg, texts*int64(48+bucketBytes*p.bands), texts*64)
	}
	words := inputBytes * 2 / 5 // two bytes a word of some five bytes
	return within(cfg, texts*bytesPerText, words)
}

// within returns what tables and words take when the words have what the tables leave.
func within(cfg Config, tables, words int64) int64 {
	return tables + min(words, max(cfg.memory()-tables, chunkSize))
}
