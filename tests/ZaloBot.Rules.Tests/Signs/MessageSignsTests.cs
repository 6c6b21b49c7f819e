using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>The signs of two messages are the same when all three sets are.</summary>
public sealed class MessageSignsTests
{
    private static readonly SignSet One = SignNames.Starting("work.fund");
    private static readonly SignSet Other = SignNames.Starting("work.task");

    [Fact]
    public void Each_set_counts()
    {
        var signs = MessageSigns.From(One, One, One);

        (signs == MessageSigns.From(One, One, One), signs.Equals((object)MessageSigns.From(One, One, One))).ShouldBe((true, true));
        signs.GetHashCode().ShouldBe(MessageSigns.From(One, One, One).GetHashCode());
        foreach (var different in new[] { MessageSigns.From(Other, One, One), MessageSigns.From(One, Other, One), MessageSigns.From(One, One, Other) })
        {
            (signs != different, signs == different, signs.Equals((object)different)).ShouldBe((true, false, false));
        }

        signs.Equals("no signs").ShouldBeFalse();
    }
}
