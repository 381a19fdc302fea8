package align

import (
	"strings"
	"testing"
)

func TestBlocks(t *testing.T) {
	const body = "The river rose again on Tuesday and the old bridge was closed to all traffic by noon.\n" +
		"Nobody was hurt, said the mayor, who had walked the dam before sunrise with two of her engineers.\n" +
		"Schools stay open for now."
	for _, c := range []struct {
		name      string
		page      string // blocks a line; * before a block: it is in the reference
		reference string
	}{
		{"around the article", "Home\nNews\nBridge closed\n*The river rose again on Tuesday and the old bridge was closed to all traffic by noon.\n" +
			"Read also: Ten bridges you must see\n*Nobody was hurt, said the mayor, who had walked the dam before sunrise with two of her engineers.\n" +
			"*Schools stay open for now.\nMore news\nThe dam that nobody wanted", body},
		{"the title stands in the menu too", "Bridge closed by flood\nSport\nMoney\n*Bridge closed by flood\n*The river rose again on Tuesday and the old bridge was closed to all traffic by noon.\n" +
			"*Schools stay open for now.\nBridge closed by flood", "Bridge closed by flood\nThe river rose again on Tuesday and the old bridge was closed to all traffic by noon.\nSchools stay open for now."},
		{"copies of a headline that seem unique together", "You are here: The river rose again on Tuesday\n*The river rose again on Tuesday\nBy our reporter\n*The old bridge was closed to all traffic by noon, said the mayor.",
			"The river rose again on Tuesday\nThe old bridge was closed to all traffic by noon, said the mayor."},
		{"a passage that moved", "*Schools stay open for now, wrote the head of the county's school office.\n*The river rose again on Tuesday and the old bridge was closed to all traffic by noon.\nLogin",
			"The river rose again on Tuesday and the old bridge was closed to all traffic by noon.\nSchools stay open for now, wrote the head of the county's school office."},
		{"by character", "首页\n*昨日大雨，河水上涨，旧桥中午关闭。\n*无人受伤。\n相关新闻", "昨日大雨，河水上涨，旧桥中午关闭。无人受伤。"},
		{"chance hits of short blocks", "Home\nthe\nSearch\nOnly today: new shoes for less\nThe old shop on the square\nLogin", body},
		{"no reference", "Home\nThe river rose again on Tuesday", ""},
	} {
		words := Words{}
		var blocks [][]int32
		var want []bool
		for _, line := range strings.Split(c.page, "\n") {
			text, kept := strings.CutPrefix(line, "*")
			blocks = append(blocks, words.Split(text))
			want = append(want, kept)
		}
		for i, share := range Blocks(blocks, words.Split(c.reference)) {
			if got := share >= 0.5; got != want[i] {
				t.Errorf("%s: block %d %q has a share of %.2f", c.name, i, strings.Split(c.page, "\n")[i], share)
			}
		}
	}
}

// A block of which the reference holds a part gets that part as its label.
func TestSoftShare(t *testing.T) {
	words := Words{}
	page := [][]int32{words.Split("Related stories and much else"), words.Split("one two three four five six seven eight Share this on all your networks"), words.Split("nine ten eleven twelve thirteen")}
	got := Blocks(page, words.Split("one two three four five six seven eight nine ten eleven twelve thirteen"))
	if got[0] != 0 || got[1] != 8.0/14 || got[2] != 1 {
		t.Errorf("shares %v, want 0, 8/14, 1", got)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("a b c\nd e f g\na b c", "a b c d e f g")
	f.Add("x\nx\nx x x x x\ny", "x x x y")
	f.Fuzz(func(t *testing.T, page, reference string) {
		words := Words{}
		var blocks [][]int32
		for _, line := range strings.Split(page, "\n") {
			blocks = append(blocks, words.Split(line))
		}
		for i, share := range Blocks(blocks, words.Split(reference)) {
			if share < 0 || share > 1 {
				t.Fatalf("share %v of block %d", share, i)
			}
		}
	})
}
