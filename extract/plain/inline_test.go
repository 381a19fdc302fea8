package plain

import (
	"strings"
	"testing"
)

// Each pattern of junk within a paragraph, and what only looks like it.
func TestInline(t *testing.T) {
	const same = "="
	for _, test := range []struct {
		name, line, want string // same: nothing goes
		other            bool   // not Vietnamese
	}{
		{name: "headline in brackets", line: "Giá gạo tăng. [Nga chỉ trích phương Tây về ngũ cốc] Nông dân vui.", want: "Giá gạo tăng. Nông dân vui."},
		{name: "headline in brackets and quotes", line: `Giá gạo tăng. ["Vua lúa" kể chuyện đời mình] Nông dân vui.`, want: "Giá gạo tăng. Nông dân vui."},
		{name: "headline in brackets at the end", line: "Giá gạo tăng. [Nga chỉ trích phương Tây về ngũ cốc]", want: "Giá gạo tăng."},
		{name: "headline in brackets, English", line: "The bridge is shut. [Night bus to Brackwell cut] Walkers go round.", want: "The bridge is shut. Walkers go round.", other: true},
		{name: "four words in brackets", line: "Giá gạo tăng. [Nga chỉ trích Mỹ] Nông dân vui.", want: same},
		{name: "a note", line: "Giá gạo tăng.[1] Nông dân vui. [2]", want: same},
		{name: "an insertion", line: "Ông nói: “Người [mà tôi gặp hôm ấy] đã đi.” Rồi thôi.", want: same},
		{name: "small letter in brackets", line: "Giá gạo tăng. [theo số liệu của bộ] Nông dân vui.", want: same},
		{name: "a formula", line: "Ta có: hết. [A = b và c với d] Suy ra điều cần chứng minh.", want: same},
		{name: "the sentence goes on", line: "Hết. [Người đàn ông ở trong ảnh] nói vậy.", want: same},
		{name: "no end of a sentence before", line: "Theo ông [Nguyễn Văn An ở Hà Nội] Thì thôi.", want: same},

		{name: "arrows", line: "Giá gạo tăng mạnh. >> Nông dân trúng lớn vụ này", want: "Giá gạo tăng mạnh."},
		{name: "an arrow and a label", line: "Giá gạo tăng mạnh. > Xem thêm: Nông dân trúng lớn", want: "Giá gạo tăng mạnh."},
		{name: "an arrow alone", line: "Giá gạo tăng mạnh. > 5 phần trăm số hộ có lãi", want: same},
		{name: "arrows, English", line: "So it is. >> quoted words of a mail", want: same, other: true},

		{name: "see also", line: "Giá gạo tăng mạnh. Xem thêm: Nông dân trúng lớn. Vụ sau sẽ ra sao?", want: "Giá gạo tăng mạnh. Vụ sau sẽ ra sao?"},
		{name: "see also, glued", line: "Chuối tốt cho sức khỏe. Xem thêm: Bí quyết ăn chuối của sao Hàn.Dâu tây chứa nhiều vitamin C.", want: "Chuối tốt cho sức khỏe. Dâu tây chứa nhiều vitamin C."},
		{name: "see also, two blanks", line: "Giá gạo tăng mạnh. >> Xem thêm: Nông dân trúng lớn vụ này  Giá xăng cũng tăng.", want: "Giá gạo tăng mạnh. Giá xăng cũng tăng."},
		{name: "see also, two blanks within", line: "Giá gạo tăng mạnh. Xem thêm:  Nông dân  trúng lớn vụ này", want: "Giá gạo tăng mạnh."},
		{name: "readers are asked", line: "Giá gạo tăng mạnh. Mời quý độc giả xem video dưới đây.", want: "Giá gạo tăng mạnh."},
		{name: "read also, English", line: "The bridge is shut. Read also: Night bus cut. Walkers go round.", want: same, other: true},
		{name: "related, English", line: "The bridge is shut. Related: Night bus to Brackwell is cut", want: "The bridge is shut.", other: true},
		{name: "see further within a sentence", line: "Người dân có thể xem thêm: danh sách ở phụ lục.", want: same},

		{name: "photo credit", line: "Cầu mới thông xe. (Ảnh: Minh Hà)", want: "Cầu mới thông xe."},
		{name: "source", line: "Cầu mới thông xe. (Nguồn: Reuters)", want: "Cầu mới thông xe."},
		{name: "photo credit, English", line: "The bridge is open. (Photo: Jane Roe)", want: "The bridge is open.", other: true},
		{name: "brackets at the end", line: "Cầu mới thông xe. (Xe máy chưa được đi)", want: same},
		{name: "a picture in a sentence", line: "Ông xem lại tấm hình (ảnh: cũ) rồi cười.", want: same},

		{name: "glued label and headline", line: "tin liên quan Bộ Y tế họp khẩn cấp Ngày 5-3, Bộ trưởng Bộ Y tế đã tới thăm các bệnh viện và yêu cầu chuẩn bị đủ thuốc.", want: "Ngày 5-3, Bộ trưởng Bộ Y tế đã tới thăm các bệnh viện và yêu cầu chuẩn bị đủ thuốc."},
		{name: "glued headlines, cut off", line: "Xem thêm Giá vàng hôm nay lại ... Giá xăng tuần sau có thể ... Sáng nay, các cửa hàng ở trung tâm thành phố mở cửa sớm hơn mọi ngày để đón khách.", want: "Sáng nay, các cửa hàng ở trung tâm thành phố mở cửa sớm hơn mọi ngày để đón khách."},
		{name: "a label that a sentence begins with", line: "Tin liên quan đến vụ cháy chợ được cập nhật liên tục trong ngày, ban quản lý chợ cho biết vào chiều nay.", want: same},
		{name: "glued box at the end", line: "Ban quản lý cho biết chợ sẽ mở lại vào tuần sau. Tin liên quan Hỏa hoạn ở khu công nghiệp phía nam", want: "Ban quản lý cho biết chợ sẽ mở lại vào tuần sau."},
	} {
		var p Page
		p.Load(test.line)
		p.vietnamese = !test.other
		j := job{page: &p}
		j.inline(0)
		want := test.want
		if want == same {
			want = test.line
		}
		if got := strings.TrimSpace(p.lines[0].cutOut()); got != want {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
}
