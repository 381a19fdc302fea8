package dedupe

import "sync"

// creditLeads are words that open a credit: "Theo TTXVN", "Source: Reuters".
var creditLeads = []string{"theo", "nguồn", "source", "quelle", "fuente", "fonte", "источник", "via", "by", "von", "par"}

var (
	creditOnce   sync.Once
	creditHashes []uint64
)

// isCreditLead reports whether h is the hash of one of creditLeads.
func isCreditLead(h uint64) bool {
	creditOnce.Do(func() {
		f := folder{plain: true}
		for _, w := range creditLeads {
			f.fold([]byte(w))
			creditHashes = append(creditHashes, f.hash...)
		}
	})
	for _, x := range creditHashes {
		if x == h {
			return true
		}
	}
	return false
}
