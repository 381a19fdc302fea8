package extract

import "testing"

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
