using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Entities;

/// <summary>Where accounts, codes, dates and times begin and end: all that is found in a text, in order, and nothing else.</summary>
public sealed class EntityEdgeTests
{
    [Theory]
    [InlineData("giữ giúp 123456789012", "Account 123456789012")]
    [InlineData("giữ giúp 12345678901", "")]
    [InlineData("dãy 1234567890123456789", "Account 1234567890123456789")]
    [InlineData("dãy 12345678901234567890", "")]
    [InlineData("vcb 123456", "Account 123456")]
    [InlineData("vcb 12345", "")]
    [InlineData("mb 1234567890123456789", "Account 1234567890123456789")]
    [InlineData("123456 vcb", "Account 123456")]
    [InlineData("123456 của chị vcb", "Account 123456")]
    [InlineData("123456 của chị Ba vcb", "")]
    [InlineData("vcb cho chị Ba Thơm nhé 123456", "Account 123456")]
    [InlineData("vcb cho chị Ba Thơm bên tổ nhé 123456", "")]
    [InlineData("stk 123-456-789", "Account 123-456-789")]
    [InlineData("stk 123.456.789", "Account 123.456.789")]
    [InlineData("stk 123, 456 789 đó", "Account 456 789")]
    [InlineData("stk 12 34 56 78 90 12 34 nhé", "Account 12 34 56 78 90 12")]
    [InlineData("tài khoản 3456789", "Account 3456789")]
    [InlineData("tài khoản 34xx6789", "Account 34xx6789")]
    [InlineData("khoản 3456789", "")]
    [InlineData("tài liệu khoản 3456789", "")]
    public void Account_numbers_are_long_or_named(string text, string found) => Find(text).ShouldBe(found);

    [Theory]
    [InlineData("stk")]
    [InlineData("tk")]
    [InlineData("vietcombank")]
    [InlineData("bidv")]
    [InlineData("agribank")]
    [InlineData("agri")]
    [InlineData("mbbank")]
    [InlineData("techcombank")]
    [InlineData("tcb")]
    [InlineData("vietinbank")]
    [InlineData("ctg")]
    [InlineData("acb")]
    [InlineData("sacombank")]
    [InlineData("vpbank")]
    [InlineData("tpbank")]
    [InlineData("vib")]
    [InlineData("shb")]
    [InlineData("hdbank")]
    [InlineData("ocb")]
    [InlineData("lpbank")]
    [InlineData("lienvietpostbank")]
    [InlineData("scb")]
    [InlineData("msb")]
    [InlineData("eximbank")]
    [InlineData("kienlongbank")]
    [InlineData("seabank")]
    [InlineData("momo")]
    [InlineData("zalopay")]
    [InlineData("viettelpay")]
    [InlineData("thẻ")]
    [InlineData("atm")]
    public void A_number_beside_the_name_of_a_bank_is_an_account(string bank) => Find($"chuyển {bank} 7704512").ShouldBe("Account 7704512");

    [Theory]
    [InlineData("mã 1234", "Code 1234")]
    [InlineData("mã 123", "")]
    [InlineData("mã 12345678", "Code 12345678")]
    [InlineData("mã 123456789", "")]
    [InlineData("otp là 4821", "Code 4821")]
    [InlineData("mã em là 4821", "Code 4821")]
    [InlineData("mã em gửi là 4821", "")]
    [InlineData("mã mà em vừa nhận là 4821", "")]
    [InlineData("mật khẩu 4821", "Code 4821")]
    [InlineData("code 4821", "Code 4821")]
    [InlineData("pass 4821", "Code 4821")]
    [InlineData("pin 4821", "Code 4821")]
    [InlineData("phòng 4821", "")]
    [InlineData("4821 mã", "")]
    public void Codes_are_named(string text, string found) => Find(text).ShouldBe(found);

    [Theory]
    [InlineData("1/1", "Date 1/1")]
    [InlineData("31/12", "Date 31/12")]
    [InlineData("0/5", "")]
    [InlineData("32/5", "")]
    [InlineData("5/0", "")]
    [InlineData("5/13", "")]
    [InlineData("5/010", "")]
    [InlineData("5/10/26", "Date 5/10/26")]
    [InlineData("5/10/2026", "Date 5/10/2026")]
    [InlineData("5/10/202", "Date 5/10")]
    [InlineData("5.10.2026", "Date 5.10.2026")]
    [InlineData("5.10 điểm", "")]
    [InlineData("5-10-2026 nộp", "Date 5-10-2026")]
    [InlineData("ngày 1", "Date ngày 1")]
    [InlineData("ngày 31", "Date ngày 31")]
    [InlineData("ngày 32", "")]
    [InlineData("ngày 0", "")]
    [InlineData("mùng 2", "Date mùng 2")]
    [InlineData("hôm 7", "Date hôm 7")]
    [InlineData("tháng 1", "Date tháng 1")]
    [InlineData("tháng 12", "Date tháng 12")]
    [InlineData("tháng 13", "")]
    [InlineData("tháng 0", "")]
    [InlineData("tổ 7", "")]
    [InlineData("1 tháng 1", "Date 1 tháng 1")]
    [InlineData("31 tháng 12", "Date 31 tháng 12")]
    [InlineData("32 tháng 11", "Date tháng 11")]
    [InlineData("5 tháng 13", "")]
    [InlineData("5 tháng nữa", "")]
    public void Dates_have_days_and_months_that_there_are(string text, string found) => Find(text).ShouldBe(found);

    [Theory]
    [InlineData("0:00", "Time 0:00")]
    [InlineData("24:00", "Time 24:00")]
    [InlineData("25:00", "")]
    [InlineData("8:59", "Time 8:59")]
    [InlineData("8:60", "")]
    [InlineData("8:5", "")]
    [InlineData("8:005", "")]
    [InlineData("8 giờ", "Time 8 giờ")]
    [InlineData("24 giờ", "Time 24 giờ")]
    [InlineData("25 giờ", "")]
    [InlineData("0 giờ", "Time 0 giờ")]
    [InlineData("8 giờ 00", "Time 8 giờ 00")]
    [InlineData("8 giờ 59", "Time 8 giờ 59")]
    [InlineData("8 giờ 60", "Time 8 giờ")]
    [InlineData("8 giờ 5", "Time 8 giờ")]
    [InlineData("8 giờ rưỡi", "Time 8 giờ rưỡi")]
    [InlineData("8 giờ, rưỡi", "Time 8 giờ")]
    [InlineData("8, giờ", "")]
    [InlineData("8 người", "")]
    [InlineData("8h", "Time 8h")]
    [InlineData("24h", "Time 24h")]
    [InlineData("25h", "")]
    [InlineData("14g30", "Time 14g30")]
    [InlineData("8h30p", "Time 8h30p")]
    [InlineData("8h59", "Time 8h59")]
    [InlineData("8h60", "")]
    [InlineData("8h305", "")]
    [InlineData("8hx", "")]
    [InlineData("123h", "")]
    [InlineData("x8h", "")]
    public void Times_have_hours_and_minutes_that_there_are(string text, string found) => Find(text).ShouldBe(found);

    private static string Find(string text)
    {
        var reading = new SignReading();
        SignReader.Default.Read(text, reading);
        var found = new List<string>();
        foreach (var entity in reading.Entities.Span)
        {
            found.Add($"{entity.Kind} {reading.RangeOf(entity.FirstToken, entity.LastToken).Of(text)}");
        }

        return string.Join(", ", found);
    }
}
