using Shouldly;
using Xunit;
using ZaloBot.Rules.Experiences;
using ZaloBot.Rules.Signs;

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
        TextMarks.Of(string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"chu{number}x"))).Length.ShouldBe(TextMarks.Most - 1, "64 words and the 63 pairs of them");

    [Fact]
    public void Confirmations_do_not_make_a_breach_of_what_nobody_was_asked_to_look_at()
    {
        var odds = SignModel.LogOdds((float)RuleSet.Default.Personal.ReviewThreshold) + Experience.MostBurden;

        SignModel.Probability(odds).ShouldBeLessThan(RuleSet.Default.Personal.Threshold);
    }

    [Fact]
    public void Nor_a_word_in_public_of_what_leaders_were_only_just_asked_about()
    {
        var odds = SignModel.LogOdds((float)RuleSet.Default.Personal.Threshold) + Experience.MostBurden;

        SignModel.Probability(odds).ShouldBeLessThan(RuleSet.Default.Personal.PublicThreshold);
    }

    [Fact]
    public void One_confirmation_has_the_whole_burden() => Knowing(true, Text).Of(Text).ShouldBe(new ExperienceShift(Experience.MostBurden, 1));

    [Fact]
    public void Without_lessons_nothing_is_known()
    {
        Experience.None.Of(Text).ShouldBe(default);
        Experience.None.Count.ShouldBe(0);
        Knowing(false, Text, Text).Count.ShouldBe(2);
    }

    // Of n words that are all different a text has 2n - 1 marks: the words and their pairs.
    [Theory]
    [InlineData("một hai ba bốn năm", 5)]
    [InlineData("một hai ba bốn sáu", 4)]
    [InlineData("một hai ba sáu bảy", 3)]
    public void The_less_two_texts_have_in_common_the_less_is_known(string text, int same)
    {
        var shared = (2 * same) - 1;
        var likeness = shared / (18f - shared);

        var shift = Knowing(false, "một hai ba bốn năm").Of(text);

        shift.LogOdds.ShouldBe(likeness >= Experience.LeastLikeness ? -Experience.MostRelief * MathF.Sqrt(likeness) : 0, tolerance: 1e-4f);
        shift.Alike.ShouldBe(likeness >= Experience.LeastLikeness ? 1 : 0);
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(14, 0)]
    public void Seven_marks_of_twenty_are_just_enough_to_be_alike(int others, int alike)
    {
        const string Words = "một hai ba bốn";
        var lesson = new Lesson([.. TextMarks.Of(Words), .. Enumerable.Range(1, others).Select(mark => (uint)mark)], IsViolation: false);

        new Experience([lesson]).Of(Words).Alike.ShouldBe(alike);
    }

    [Theory]
    [InlineData(-Experience.MostRelief, true)]
    [InlineData(-Experience.LeastRelief, true)]
    [InlineData(-1.46f, false)]
    [InlineData(0, false)]
    public void What_one_dismissal_takes_is_a_dismissal(float logOdds, bool isDismissal) => new ExperienceShift(logOdds, 1).IsDismissal.ShouldBe(isDismissal);

    // They are kept in the store: other marks after an update would be of texts nobody ever wrote.
    [Fact]
    public void Marks_are_the_same_in_every_version() => TextMarks.Of("một hai ba").ShouldBe([903613872, 2539016431, 3722453680, 1963882532, 3831750937]);

    [Fact]
    public void A_text_is_known_by_its_words_and_their_pairs_each_once()
    {
        TextMarks.Of("một hai ba").Length.ShouldBe(5);
        TextMarks.Of("một một một").Length.ShouldBe(2);
        TextMarks.Of("một").Length.ShouldBe(1);
        TextMarks.Of("một hai").Intersect(TextMarks.Of("hai một")).Count().ShouldBe(2, "the words, but not the pair");
    }

    [Fact]
    public void A_sign_between_two_words_does_not_part_them() => TextMarks.Of("một, hai 👍 ba").ShouldBe(TextMarks.Of("một hai ba"));

    private static Experience Knowing(bool isViolation, params string[] texts) => new([.. texts.Select(text => new Lesson(TextMarks.Of(text), isViolation))]);
}
