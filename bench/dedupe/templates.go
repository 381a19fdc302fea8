package main

import (
	"fmt"
	"math/rand/v2"
)

// templates make articles that differ in their facts alone: each call gives a different article.
var templates = []func(*rand.Rand) string{tides, auction, league, exam, lottery, outage, flight}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

func between(r *rand.Rand, lo, hi int) int { return lo + r.IntN(hi-lo+1) }

func day(r *rand.Rand) string {
	return fmt.Sprintf("%d/%d/%d", between(r, 1, 28), between(r, 1, 12), between(r, 2008, 2026))
}

var ports = []string{"Vardholm", "Port Ellen", "Kirkness", "Saltmouth", "Brennhaven", "Whitby Sound", "Lomsund", "Arranmore", "Tarnwick", "Dunmore", "Holmstrand", "Eastray"}

func tides(r *rand.Rand) string {
	return fmt.Sprintf(`Tide table for %s, %s
High water at %s is expected at %02d:%02d with %d.%02d metres and again at %02d:%02d with %d.%02d metres. Low water follows at %02d:%02d. The wind will blow from the %s at %d knots, rising to %d knots towards evening, and the sea will be moderate off the northern shore.
Skippers of small boats are asked to keep clear of the harbour mouth while the ferry from %s is coming in. The water temperature is %d degrees. The harbour master can be reached on channel %d at all hours.`,
		pick(r, ports...), day(r), pick(r, ports...), between(r, 0, 11), between(r, 0, 59), between(r, 1, 6), between(r, 0, 99),
		between(r, 12, 23), between(r, 0, 59), between(r, 1, 6), between(r, 0, 99), between(r, 0, 23), between(r, 0, 59),
		pick(r, "north", "south-west", "east", "west", "north-east"), between(r, 3, 18), between(r, 19, 40), pick(r, ports...), between(r, 2, 19), between(r, 6, 72))
}

func auction(r *rand.Rand) string {
	return fmt.Sprintf(`Đấu thầu trái phiếu Chính phủ ngày %s
Sở Giao dịch Chứng khoán đã tổ chức phiên đấu thầu trái phiếu do Kho bạc Nhà nước phát hành ngày %s, với tổng khối lượng gọi thầu %d.%03d tỷ đồng. Trái phiếu kỳ hạn 5 năm huy động được %d tỷ đồng với lãi suất trúng thầu %d,%02d%%/năm; kỳ hạn 10 năm huy động được %d tỷ đồng với lãi suất %d,%02d%%/năm.
Tổng khối lượng đăng ký dự thầu là %d.%03d tỷ đồng. Lãi suất trúng thầu thay đổi %d,%02d điểm phần trăm so với phiên ngày %s. Kể từ đầu năm, Kho bạc Nhà nước đã huy động tổng cộng %d.%03d tỷ đồng qua kênh đấu thầu.`,
		day(r), day(r), between(r, 2, 15), between(r, 0, 999), between(r, 100, 9000), between(r, 2, 8), between(r, 0, 99), between(r, 100, 9000), between(r, 2, 9), between(r, 0, 99),
		between(r, 3, 40), between(r, 0, 999), between(r, 0, 1), between(r, 1, 99), day(r), between(r, 20, 300), between(r, 0, 999))
}

var sides = []string{"Oxmoor Rovers", "Lantern Hill", "Greybridge United", "Fenwick Athletic", "Castle Park", "Ravensdale", "Mill Lane", "Stourbank Town", "Holt Wanderers", "Sandon Vale", "Kettlewell", "Aldgate Harriers"}

var surnames = []string{"Okafor", "Lindqvist", "Moreau", "Petrov", "Haines", "Castillo", "Brandt", "Yilmaz", "Novak", "Sorensen", "Achebe", "Rossi", "Doyle", "Tanaka", "Virtanen", "Kowalski"}

func league(r *rand.Rand) string {
	a, b := pick(r, sides...), pick(r, sides...)
	return fmt.Sprintf(`%s %d-%d %s
%s put the home side ahead after %d minutes with a low shot from the edge of the area, and %s made it safe for %s in the %dth minute when the visiting goalkeeper could only push away a free kick from %s. The crowd of %d saw few other chances in a second half that was played mostly in midfield.
%s stay %dth with %d points from %d matches. %s, who travel to %s next Saturday, have now gone %d matches without a win. The referee, %s, showed %d yellow cards.`,
		a, between(r, 1, 5), between(r, 0, 4), b, pick(r, surnames...), between(r, 2, 40), pick(r, surnames...), a, between(r, 46, 89), pick(r, surnames...), between(r, 900, 42000),
		a, between(r, 4, 20), between(r, 5, 80), between(r, 5, 38), b, pick(r, sides...), between(r, 2, 9), pick(r, surnames...), between(r, 1, 8))
}

func exam(r *rand.Rand) string {
	s := fmt.Sprintf("Đáp án đề thi môn %s mã đề %d kỳ thi năm %d\nDưới đây là gợi ý đáp án đề thi môn %s mã đề %d để thí sinh và phụ huynh tham khảo. Đáp án chính thức do Bộ công bố sau khi kết thúc kỳ thi, mọi thắc mắc xin gửi về hội đồng chấm thi của địa phương.\n",
		pick(r, "Toán", "Vật lý", "Hóa học", "Sinh học", "Địa lý"), between(r, 101, 424), between(r, 2015, 2026), pick(r, "Toán", "Vật lý", "Hóa học"), between(r, 101, 424))
	for i := range 40 {
		s += fmt.Sprintf("%d%s ", i+1, pick(r, "A", "B", "C", "D"))
	}
	return s
}

func lottery(r *rand.Rand) string {
	n := func() int { return between(r, 10000, 99999) }
	return fmt.Sprintf(`Ziehung der Klassenlotterie vom %s
Bei der heutigen Ziehung wurden die folgenden Gewinnzahlen ermittelt. Der Hauptgewinn fällt auf die Losnummer %d, der zweite Preis auf die Nummer %d und der dritte auf die Nummer %d. Alle Lose mit den Endziffern %d gewinnen je %d Euro.
Die Gewinne müssen innerhalb von drei Monaten bei einer Annahmestelle abgeholt werden. Ein Rechtsanspruch auf Teilnahme besteht nicht, alle Angaben sind ohne Gewähr. Die nächste Ziehung findet am %s statt, im Topf liegen dann %d Millionen Euro.`,
		day(r), n(), n(), n(), between(r, 10, 99), between(r, 10, 400), day(r), between(r, 1, 60))
}

var districts = []string{"Phú Lộc", "An Hòa", "Tân Mỹ", "Bình Khê", "Đông Xuyên", "Hưng Thạnh", "Long Điền", "Mỹ Quới", "Thanh Sơn", "Vĩnh Trạch"}

func outage(r *rand.Rand) string {
	return fmt.Sprintf(`Lịch cúp nước khu vực %s ngày %s
Công ty Cấp nước thông báo tạm ngưng cung cấp nước tại phường %s và phường %s từ %d giờ ngày %s đến %d giờ ngày hôm sau để súc xả tuyến ống đường kính %d milimét. Khu vực lân cận thuộc phường %s có thể bị nước yếu trong thời gian này.
Đề nghị quý khách hàng dự trữ nước đủ dùng và khóa chặt vòi nước khi không sử dụng. Trong quá trình thi công, thời gian mở nước trở lại có thể sớm hoặc muộn hơn dự kiến. Mọi chi tiết xin liên hệ tổng đài %d %d để được hướng dẫn. Công ty chân thành xin lỗi vì sự bất tiện này.`,
		pick(r, districts...), day(r), pick(r, districts...), pick(r, districts...), between(r, 18, 23), day(r), between(r, 3, 9), between(r, 1, 9)*100, pick(r, districts...), between(r, 1000, 1999), between(r, 100, 999))
}

func flight(r *rand.Rand) string {
	return fmt.Sprintf(`Flight %s%d to %s delayed
Passengers booked on flight %s%d from %s to %s on %s should expect to leave about %d minutes late because the aircraft is coming in from %s. Check-in at desks %d to %d stays open until %02d:%02d. Travellers with connections are asked to speak to the staff at gate %d, who will book them on later services at no charge.
Meals will be handed out against the boarding pass. Under the passenger charter those who arrive more than three hours late can ask for money back; forms are at the information desk and on the website of the airline. The captain tonight is %s.`,
		pick(r, "QX", "VD", "NL", "TR"), between(r, 100, 999), pick(r, ports...), pick(r, "QX", "VD", "NL", "TR"), between(r, 100, 999), pick(r, ports...), pick(r, ports...), day(r), between(r, 20, 240), pick(r, ports...),
		between(r, 1, 30), between(r, 31, 60), between(r, 5, 22), between(r, 0, 59), between(r, 1, 44), pick(r, surnames...))
}
