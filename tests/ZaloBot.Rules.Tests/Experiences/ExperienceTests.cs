using Shouldly;
using Xunit;
using ZaloBot.Rules.Experiences;

namespace ZaloBot.Rules.Tests.Experiences;

public sealed class ExperienceTests
{
    private const string Text = "Chiều nay gian hàng gây quỹ của chi đoàn mở ở sân trước, mời cả nhà ghé ủng hộ";

    [Fact]
    public void Nothing_is_known_of_what_is_not_alike() =>
        Knowing(false, Text).Of("Tối nay ai đi nhậu không, em bao chầu đầu").LogOdds.ShouldBe(0);

    [Theory]
    [InlineData("CHIỀU NAY GIAN HÀNG GÂY QUỸ CỦA CHI ĐOÀN MỞ Ở SÂN TRƯỚC, MỜI CẢ NHÀ GHÉ ỦNG HỘ!!!")]
    [InlineData("chieu nay gian hang gay quy cua chi doan mo o san truoc, moi ca nha ghe ung ho")]
    public void The_same_words_are_known_however_they_are_typed(string again)
    {
        var shift = Knowing(false, Text).Of(again);
        shift.LogOdds.ShouldBe(-Experience.MostRelief, tolerance: 0.01f);
        shift.Alike.ShouldBe(1);
    }

    [Fact]
    public void Many_dismissals_and_confirmations_stay_within_bounds()
    {
        Knowing(false, Text, Text, Text, Text).Of(Text).LogOdds.ShouldBe(-Experience.MostRelief);
        Knowing(true, Text, Text, Text, Text).Of(Text).LogOdds.ShouldBe(Experience.MostBurden);
    }

    [Fact]
    public void Contradicting_lessons_cancel_out() =>
        new Experience([new(TextMarks.Of(Text), false), new(TextMarks.Of(Text), true)]).Of(Text).LogOdds.ShouldBe(0);

    [Fact]
    public void A_text_without_words_teaches_nothing() => TextMarks.Of("👍 !!! ").ShouldBeEmpty();

    [Fact]
    public void A_text_has_a_bounded_number_of_marks() =>
        TextMarks.Of(string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"chu{number}x"))).Length.ShouldBeLessThanOrEqualTo(TextMarks.Most);

    private static Experience Knowing(bool isViolation, params string[] texts) => new([.. texts.Select(text => new Lesson(TextMarks.Of(text), isViolation))]);
}
