package extract

import (
	"encoding/binary"
	"math/bits"
	"testing"
)

func TestPhotoTail(t *testing.T) {
	for text, want := range map[string]bool{
		"Cảng biển lúc bình minh - Ảnh: V.D":   true,
		"The harbour in May. Photo: N. Nobody": true,
		"Ngày hội ở làng (Ảnh: TTXVN)":         true,
		"They took a photo of it - and left.":  false,
		"Nothing here.":                        false,
	} {
		if got := photoTail([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// creditSigns finds the first of eight bytes that beforeCredit holds, or one before it.
func TestCreditSigns(t *testing.T) {
	for c, sign := range beforeCredit {
		for at := range 8 {
			word := [8]byte{'a', 'b', ' ', 0xe2, 0x80, 'c', 0xe1, 'z'}
			word[at] = byte(c)
			found := bits.TrailingZeros64(creditSigns(binary.LittleEndian.Uint64(word[:]))) / 8
			if sign && found > at {
				t.Errorf("%q: sign at %d, found %d", word, at, found)
			}
			if found < 8 && found != at {
				t.Errorf("%q: found %d", word, found)
			}
		}
	}
}
