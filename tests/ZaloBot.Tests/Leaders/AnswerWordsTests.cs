using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Leaders;
using ZaloBot.Membership.Consents;

namespace ZaloBot.Tests.Leaders;

/// <summary>What a short answer says, as people type it on a telephone.</summary>
public sealed class AnswerWordsTests
{
    [Theory]
    [InlineData("đồng ý", "Agree", "", "")]
    [InlineData("Dạ em đồng ý ạ", "Agree", "", "")]
    [InlineData("dong y 1234 nhé", "Agree", "1234", "")]
    [InlineData("Từ chối 1234: Chưa rõ  đơn vị.", "Refuse", "1234", "Chưa rõ đơn vị")]
    [InlineData("KHÔNG ĐỒNG Ý #1234 - đồng chí ấy đã chuyển công tác", "Refuse", "1234", "đồng chí ấy đã chuyển công tác")]
    [InlineData("từ chối 1234 và số 4321", "Refuse", "1234 4321", "")]
    [InlineData("từ chối 1234 và mã số 4321 ạ", "Refuse", "1234 4321", "")]
    [InlineData("duyệt cả 1234 lẫn 4321", "Agree", "1234 4321", "")]
    [InlineData("từ chối 1234, 567890 và số 4321: chưa rõ đơn vị", "Refuse", "1234 567890 4321", "chưa rõ đơn vị")]
    [InlineData("gỡ số 1234, số 4321", "Remove", "1234 4321", "")]
    [InlineData("giữ 1234 và 1234", "Keep", "1234", "")]
    public void A_word_its_numbers_and_the_reason_as_it_was_written(string text, string verb, string numbers, string rest)
    {
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
        {
            var read = ConsentAnswers.Read(text.Normalize(form)).ShouldNotBeNull();
            read.Verb.ToString().ShouldBe(verb);
            string.Join(' ', read.Words.Numbers).ShouldBe(numbers);
            read.Words.Rest.ShouldBe(rest);
        }
    }

    [Theory]
    [InlineData("Đồng ý với kế hoạch tuần sau")]
    [InlineData("Em gửi số 1234 ạ")]
    [InlineData("mời cả nhà")]
    [InlineData("")]
    public void Talk_is_no_answer(string text) => ConsentAnswers.Read(text).ShouldBeNull();

    [Fact]
    public void Nothing_is_read_from_a_long_text() => AnswerWords.Read("đồng ý 1234 " + new string('a', 500), ["dong y"]).ShouldBeNull();
}
