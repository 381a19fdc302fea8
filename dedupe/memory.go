package dedupe

// Bytes of memory for each different text, as measured on news of some 2,500 bytes:
// postings of 25 to 40 samples at 8 bytes, in a table that is 57 to 85% full; the exact table; the fate.
const (
	bytesPerText = 480
	textBytes    = 2400 // of an average article
)

// EstimateMemory returns about how many bytes the look-up will take for texts of inputBytes in all, none of them
// duplicates. What Config.Memory bounds is the part that can move to a file; the rest, some 480 bytes for each different
// text, must stay.
func EstimateMemory(cfg Config, inputBytes int64) int64 {
	texts := inputBytes / textBytes
	switch cfg.Method {
	case MethodOff:
		return 0
	case MethodExact:
		return texts*48 + min(texts*64, cfg.memory())
	case MethodMinHash:
		p, err := presetOf(cfg.Preset)
		if err != nil {
			return 0
		}
		return texts*int64(48+40*p.bands) + min(texts*64, cfg.memory())
	}
	words := inputBytes * 2 / 5 // two bytes a word of some five bytes
	return texts*bytesPerText + min(words, cfg.memory())
}
