using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Entities;

public sealed class EntityTests
{
    [Theory]
    [InlineData("mở https://us02web.zoom.us/j/914220771 nhé", EntityKind.ToolLink, "https://us02web.zoom.us")]
    [InlineData("link: forms.gle/abc", EntityKind.ToolLink, "forms.gle")]
    [InlineData("theo travinh.gov.vn/tin", EntityKind.OfficialLink, "travinh.gov.vn")]
    [InlineData("vào dichvucong-gov-vn.cc nhập mã", EntityKind.OddLink, "dichvucong-gov-vn.cc")]
    [InlineData("nhận quà tại viettel-quatang35.top", EntityKind.OddLink, "viettel-quatang35.top")]
    [InlineData("xem http://103.7.41.2/a", EntityKind.OddLink, "http://103.7.41.2")]
    [InlineData("bit.ly/abc", EntityKind.ShortLink, "bit.ly")]
    [InlineData("xem facebook.com/trang/1", EntityKind.SocialLink, "facebook.com")]
    [InlineData("shopee.vn/abc", EntityKind.ShopLink, "shopee.vn")]
    [InlineData("trang doankhoi.example.com", EntityKind.OtherLink, "doankhoi.example.com")]
    [InlineData("gọi 0912 345 678 nhé", EntityKind.Phone, "0912 345 678")]
    [InlineData("gọi 0912.345.678", EntityKind.Phone, "0912.345.678")]
    [InlineData("gọi +84 912 345 678", EntityKind.Phone, "84 912 345 678")]
    [InlineData("Zalo 09xx 882 104", EntityKind.Phone, "09xx 882 104")]
    [InlineData("tổng đài 1900 1234", EntityKind.Phone, "1900 1234")]
    [InlineData("giá 250k", EntityKind.Price, "250k")]
    [InlineData("thu 5tr2 rồi", EntityKind.Price, "5tr2")]
    [InlineData("hết 1.200.000 đồng", EntityKind.Price, "1.200.000 đồng")]
    [InlineData("2 triệu rưỡi", EntityKind.Price, "2 triệu rưỡi")]
    [InlineData("1,5 tỷ", EntityKind.Price, "1,5 tỷ")]
    [InlineData("180k/kg", EntityKind.UnitPrice, "180k")]
    [InlineData("80k một bộ", EntityKind.UnitPrice, "80k")]
    [InlineData("STK 1903 226 785 011", EntityKind.Account, "1903 226 785 011")]
    [InlineData("chuyển vào tài khoản 4567 000 9812", EntityKind.Account, "4567 000 9812")]
    [InlineData("Thông báo 129-TB/ĐTN", EntityKind.DocumentNumber, "129-TB/ĐTN")]
    [InlineData("số 12/KH-ĐK", EntityKind.DocumentNumber, "12/KH-ĐK")]
    [InlineData("74/2023/NĐ-CP", EntityKind.DocumentNumber, "74/2023/NĐ-CP")]
    [InlineData("ngày 15/10", EntityKind.Date, "15/10")]
    [InlineData("15-10-2027", EntityKind.Date, "15-10-2027")]
    [InlineData("ngày 20", EntityKind.Date, "ngày 20")]
    [InlineData("20 tháng 11", EntityKind.Date, "20 tháng 11")]
    [InlineData("họp 8h30", EntityKind.Time, "8h30")]
    [InlineData("lúc 14:05", EntityKind.Time, "14:05")]
    [InlineData("8 giờ rưỡi", EntityKind.Time, "8 giờ rưỡi")]
    [InlineData("gửi trước 16h thứ năm", EntityKind.Deadline, "trước 16h")]
    [InlineData("hạn chót ngày 20", EntityKind.Deadline, "hạn chót ngày 20")]
    [InlineData("nộp chậm nhất chiều mai", EntityKind.Deadline, "chậm nhất chiều mai")]
    [InlineData("tải ke_hoach-2027.docx", EntityKind.FileName, "ke_hoach-2027.docx")]
    [InlineData("mở luong2027.apk", EntityKind.ProgramFile, "luong2027.apk")]
    [InlineData("giảm 10%", EntityKind.Percent, "10")]
    [InlineData("10 phần trăm", EntityKind.Percent, "10 phần trăm")]
    [InlineData("mã OTP là 482913", EntityKind.Code, "482913")]
    [InlineData("[@7000000000000000001] xem nhé", EntityKind.Mention, "7000000000000000001")]
    [InlineData("gửi vanphong@doankhoi.example.vn", EntityKind.Mail, "vanphong@doankhoi.example.vn")]
    public void Recognises_by_shape(string text, EntityKind kind, string words) => Find(text).ShouldContain((kind, words));

    [Theory]
    [InlineData("xong roi.co gi nhan em", EntityKind.OtherLink)]
    [InlineData("xong rồi.em gửi", EntityKind.OtherLink)]
    [InlineData("v.v và vân vân", EntityKind.OtherLink)]
    [InlineData("lớp 11A1 phòng 304", EntityKind.Price)]
    [InlineData("họp lúc 8h", EntityKind.Price)]
    [InlineData("có 45 đoàn viên", EntityKind.Date)]
    [InlineData("đạt 7/10 điểm", EntityKind.Account)]
    [InlineData("mã lớp 12", EntityKind.Code)]
    [InlineData("3/4 thành viên", EntityKind.DocumentNumber)]
    [InlineData("trước đây em có nói", EntityKind.Deadline)]
    public void Leaves_other_things_alone(string text, EntityKind kind) => Find(text).ShouldNotContain(found => found.Kind == kind);

    [Theory]
    [InlineData("*.gov.vn", "gov.vn", true)]
    [InlineData("*.gov.vn", "a.b.gov.vn", true)]
    [InlineData("*.gov.vn", "xgov.vn", false)]
    [InlineData("doan.vn", "doan.vn", true)]
    [InlineData("doan.vn", "a.doan.vn", false)]
    public void Official_domains_take_a_star(string domain, string host, bool isOfficial) => new OfficialDomains([domain]).Contains(host).ShouldBe(isOfficial);

    private static List<(EntityKind Kind, string Words)> Find(string text)
    {
        var reading = new SignReading();
        SignReader.Default.Read(text, reading);
        var found = new List<(EntityKind, string)>();
        foreach (var entity in reading.Entities.Span)
        {
            found.Add((entity.Kind, reading.RangeOf(entity.FirstToken, entity.LastToken).Of(text).ToString()));
        }

        return found;
    }
}
