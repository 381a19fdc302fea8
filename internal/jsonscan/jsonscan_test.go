package jsonscan

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// seeds are what a scanner stumbles over.
var seeds = []string{
	`{"a":1}`, `{}`, ` { "a" : [ 1 , {"b":null} ] , "c" : "d" } `, `{"a":"\u1ea5\ud83d\ude00\ud83d\t\"\/\\"}`,
	`{"a":"x","a":"y"}`, `{"\u0061":"key"}`, `{"a":"\ud800"}`, `{"a":"\ud800\u0041\udc00"}`, `{"a":"\u12"}`, `{"a":"\x"}`,
	`{"a":-0.5e+10,"b":1E400,"c":123456789012345678901234567890}`, `{"a":01}`, `{"a":1.}`, `{"a":.5}`, `{"a":+1}`, `{"a":1e}`,
	"{\"a\":\"\x00\"}", "{\"a\":\"\x1f\"}", "{\"a\":\"tab\there\"}", "{\"a\":\"\x7f\"}", "{\"a\":\"\u2028\"}", "\ufeff{}",
	`{"a":tru}`, `{"a":nul`, `{"a":falsy}`, `{"a":}`, `{"a"}`, `{,}`, `{"a":1,}`, `[1]`, `{"a":[1,]}`, `{"a":[}`, `{"a":"no end`, `{"a":"\`, `{"a":"\"`,
	strings.Repeat(`{"a":`, 900) + "1" + strings.Repeat("}", 900), `{"a":` + strings.Repeat("[", 5000),
	`{"a":"1234567"}`, `{"a":"12345678"}`, `{"a":"123456789\n0123456\\"}`, `{"a":"ữ ễ ệ\n\nữ"}`, `{"` + strings.Repeat("x", 100) + `":"` + strings.Repeat("ấ", 100) + `"}`,
}

// asMap reads an object with the scanner.
func asMap(b []byte) (map[string]any, error) {
	got := map[string]any{}
	end, err := Members(b, func(key, value []byte) {
		name, _ := String([]byte(`"` + string(key) + `"`))
		if s, ok := String(value); ok {
			got[name] = s
			if !IsString(value, s) || IsString(value, s+"x") || s != "" && (IsString(value, s[:len(s)-1]) || IsString(value, s[:len(s)-1]+"\x01")) {
				panic("IsString and String disagree: " + string(value))
			}
			return
		}
		var v any
		decoder := json.NewDecoder(bytes.NewReader(value))
		decoder.UseNumber()
		if err := decoder.Decode(&v); err != nil {
			panic("handed on a broken value: " + string(value))
		}
		got[name] = v
	})
	if err == nil && len(bytes.TrimLeft(b[end:], " \t\r\n")) > 0 {
		return nil, ErrObject
	}
	return got, err
}

// What encoding/json takes for an object is one, with the same values, and nothing else is.
func compare(t *testing.T, b []byte) {
	if !utf8.Valid(b) {
		return // not promised; the walk must only end
	}
	var want map[string]any
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.UseNumber()
	if end, err := Members(b, nil); err == nil {
		if decoder.Decode(&want) != nil || decoder.InputOffset() != int64(end) {
			t.Fatalf("%q: ends at %d, for encoding/json at %d", b, end, decoder.InputOffset())
		}
		decoder, want = json.NewDecoder(bytes.NewReader(b)), nil
		decoder.UseNumber()
	}
	valid := json.Valid(b) && decoder.Decode(&want) == nil && want != nil
	got, err := asMap(b)
	if !valid {
		if err == nil {
			t.Fatalf("%q is no object, and was taken for %v", b, got)
		}
		return
	}
	if err != nil {
		if depth(b) < maxNesting {
			t.Fatalf("%q: %v", b, err)
		}
		return
	}
	a, _ := json.Marshal(got)
	c, _ := json.Marshal(want)
	if !bytes.Equal(a, c) {
		t.Fatalf("%q:\n got %s\nwant %s", b, a, c)
	}
}

func depth(b []byte) (most int) {
	n := 0
	for _, c := range b {
		switch c {
		case '{', '[':
			n++
			most = max(most, n)
		case '}', ']':
			n--
		}
	}
	return most
}

func TestMembers(t *testing.T) {
	for _, s := range seeds {
		compare(t, []byte(s))
		for i := range min(len(s), 60) { // cut, and with a byte in excess
			compare(t, []byte(s[:i]))
			compare(t, []byte(s[:i]+`"`+s[i:]))
			compare(t, []byte(s[:i]+`\`+s[i:]))
			compare(t, []byte(s[:i]+"\n"+s[i:]))
		}
	}
}

func FuzzMembers(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if !utf8.Valid(b) {
			_, _ = Members(b, func(_, value []byte) { String(value) })
			return
		}
		compare(t, b)
	})
}

func BenchmarkMembers(b *testing.B) {
	text := strings.Repeat(`Người dân ở ba xã ven sông được đi qua cầu mới từ sáng thứ hai.\n`, 40)
	line := []byte(`{"id":"a1","url":"https://example.org/a1","text":"` + text + `","n":12.5}`)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := Members(line, func(key, value []byte) {
			if string(key) == "text" {
				String(value)
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// What vectors pass over is what is passed over byte by byte.
func TestPlain(t *testing.T) {
	for n := range 200 {
		b := bytes.Repeat([]byte("ấ\x7f a~\xff"), 30)[:n]
		if got := plain(b); got != n || plainly(b) != n {
			t.Fatalf("%d of %d bytes are plain, or %d", got, n, plainly(b))
		}
		for i := range b {
			for _, c := range []byte{'"', '\\', 0, 0x1f, ' '} {
				old := b[i]
				b[i] = c
				want := i
				if c == ' ' {
					want = n
				}
				if plain(b) != want || plainly(b) != want {
					t.Fatalf("%q at %d of %d: stops at %d, or %d", c, i, n, plain(b), plainly(b))
				}
				b[i] = old
			}
		}
	}
}
