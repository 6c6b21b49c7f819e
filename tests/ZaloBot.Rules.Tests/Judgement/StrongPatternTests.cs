using Shouldly;
using Xunit;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Tests.Infrastructure;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>Strong patterns decide unless the classifier is sure of work, so their precision is held to what was measured.</summary>
public sealed class StrongPatternTests
{
    [Fact]
    public void Strong_patterns_are_almost_never_wrong_on_the_development_files() => Precision("messages-dev*.jsonl").ShouldBeGreaterThanOrEqualTo(0.99);

    // Most of these texts were not looked at while the patterns were chosen; of the later ones, the mistakes were.
    [Fact]
    public void Strong_patterns_are_almost_never_wrong_on_the_projects_own_texts() => Precision("extra-*.jsonl").ShouldBeGreaterThanOrEqualTo(0.98);

    private static double Precision(string files)
    {
        int hits = 0, right = 0;
        foreach (var message in The.LabelledMessages(files))
        {
            var signs = SignReader.Default.Read(message.Text, message.Context).Own;
            var work = WorkSigns.Count(signs);
            var isHit = false;
            foreach (var pattern in PatternSet.Default.All)
            {
                isHit |= pattern.IsStrong && pattern.Fits(signs, work);
            }

            hits += isHit ? 1 : 0;
            right += isHit && message.IsViolation ? 1 : 0;
        }

        hits.ShouldBeGreaterThan(200);
        return (double)right / hits;
    }
}
