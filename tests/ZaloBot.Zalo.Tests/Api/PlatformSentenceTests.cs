using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>What the platform says reaches the operator, but for what may identify anybody.</summary>
public sealed class PlatformSentenceTests
{
    [Theory]
    [InlineData("recipient.group_id is invalid", "recipient.group_id is invalid")]
    [InlineData("group ab12cd34ef56ab78cd90 is not owned by OA 4000000000000000001", "group … is not owned by OA …")]
    [InlineData("user 84900000000 blocked", "user … blocked")]
    [InlineData("token X_k9-abcdefghijklmnopq.zzz9zzzzzz expired", "token ….… expired")]
    [InlineData("text \"Kính gửi các đồng chí, đề nghị gửi báo cáo\" is invalid", "text “…” is invalid")]
    [InlineData("field \"text\" is\n invalid\u0007 ", "field \"text\" is invalid")]
    [InlineData("error -14014 of 2026", "error -14014 of 2026")]
    public void Ids_numbers_tokens_and_texts_are_left_out(string message, string shown) => PlatformSentence.Of(Error(message)).ShouldBe(shown);

    [Fact]
    public void A_long_one_is_cut_and_no_letter_in_two()
    {
        PlatformSentence.Of(Error(string.Concat(Enumerable.Repeat("không ", 80)))).Length.ShouldBeLessThanOrEqualTo(PlatformSentence.Longest + 1);
        PlatformSentence.Of(Error(new string('.', 199) + "😀😀")).ShouldBe(new string('.', 199) + "…");
    }

    private static ZaloError Error(string message) => new() { Message = message, Class = ErrorClass.Unknown, Meaning = ErrorMeaning.Unknown, Fate = CallFate.Refused };
}
