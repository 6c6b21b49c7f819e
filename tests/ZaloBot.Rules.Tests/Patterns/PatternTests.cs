using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Patterns;

/// <summary>When a pattern fits, and which of several that fit explains.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("advertising.sell entity.price", 0, true)]
    [InlineData("advertising.order entity.price", 2, true)]
    [InlineData("advertising.sell advertising.order entity.price shape.short", 1, true)]
    [InlineData("advertising.sell entity.price", 3, false)]
    [InlineData("advertising.sell", 0, false)]
    [InlineData("entity.price", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("advertising.sell entity.price work.fund", 0, false)]
    public void It_takes_one_sign_of_each_set_none_that_speaks_against_it_and_little_work(string signs, int work, bool fits) =>
        Sales().Fits(Set(signs), work).ShouldBe(fits);

    [Fact]
    public void The_words_to_show_are_those_of_all_its_sets() => Sales().Parts.ShouldBe(Set("advertising.sell advertising.order entity.price"));

    [Theory]
    // Of two that fit the one whose signs weigh more, wherever it stands in the file.
    [InlineData(MessageCategory.Personal, "personal.love personal.health", "personal-love")]
    [InlineData(MessageCategory.Personal, "personal.wedding personal.love", "personal-love")]
    [InlineData(MessageCategory.Personal, "personal.child personal.love", "personal-love")]
    [InlineData(MessageCategory.Personal, "personal.child personal.birth personal.health", "personal-birth")]
    [InlineData(MessageCategory.OffTopic, "off-topic.football off-topic.screen", "off-topic-screen")]
    [InlineData(MessageCategory.OffTopic, "off-topic.fortune off-topic.screen", "off-topic-fortune")]
    // Of two that weigh the same the first.
    [InlineData(MessageCategory.Personal, "personal.loan personal.birth", "personal-birth")]
    [InlineData(MessageCategory.Unofficial, "unofficial.scare unofficial.staff unofficial.share", "unofficial-share")]
    [InlineData(MessageCategory.Uncivil, "uncivil.threat uncivil.you", "uncivil-threat-you")]
    // A vague one counts half.
    [InlineData(MessageCategory.Personal, "personal.home personal.health", "personal-home")]
    [InlineData(MessageCategory.Personal, "personal.home personal.trip", "personal-trip")]
    [InlineData(MessageCategory.Personal, "personal.home", "personal-home")]
    [InlineData(MessageCategory.OffTopic, "off-topic.joke off-topic.game", "off-topic-game")]
    [InlineData(MessageCategory.OffTopic, "off-topic.chat off-topic.lottery", "off-topic-chat")]
    [InlineData(MessageCategory.Uncivil, "uncivil.you uncivil.sneer", "uncivil-sneer")]
    // A strong one before all others, whatever they weigh.
    [InlineData(MessageCategory.Advertising, "advertising.order entity.price advertising.land advertising.offer advertising.contact", "advertising-order-price")]
    [InlineData(MessageCategory.Scam, "entity.program-file entity.odd-link", "scam-program")]
    [InlineData(MessageCategory.Scam, "entity.odd-link entity.price", "scam-link-asks")]
    [InlineData(MessageCategory.Scam, "entity.odd-link", "scam-link")]
    [InlineData(MessageCategory.Scam, "entity.odd-link scam.warning", null)]
    [InlineData(MessageCategory.Uncivil, "personal.love", null)]
    [InlineData(MessageCategory.Personal, "", null)]
    public void The_heaviest_that_fits_explains(MessageCategory category, string signs, string? expected) =>
        (PatternSet.Default.BestOf(category, Set(signs), work: 0)?.Name).ShouldBe(expected);

    [Fact]
    public void The_shipped_patterns_are_of_every_kind_of_breach_and_of_no_work()
    {
        PatternSet.Default.All.ToArray().Select(pattern => pattern.Category).Distinct().ShouldBe(
            [MessageCategory.Scam, MessageCategory.Uncivil, MessageCategory.Unofficial, MessageCategory.Advertising, MessageCategory.Personal, MessageCategory.OffTopic]);
        PatternSet.Default.All.ToArray().ShouldAllBe(pattern => pattern.All.Length > 0 && !pattern.Parts.IsEmpty);
    }

    private static Pattern Sales() =>
        new("sales", MessageCategory.Advertising, IsStrong: false, IsVague: false, [Set("advertising.sell advertising.order"), Set("entity.price")], Set("work.fund"), WorkAtMost: 2);

    private static SignSet Set(string names)
    {
        SignSet set = default;
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            set.Add(SignNames.NumberOf(name));
        }

        return set;
    }
}
