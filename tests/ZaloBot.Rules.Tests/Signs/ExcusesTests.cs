using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>Who warns, denies or complains is not blamed for what is warned of, denied or complained about, and for nothing else is excused.</summary>
public sealed class ExcusesTests
{
    private static readonly string[] Fraud = ["scam.code", "scam.lure", "scam.invest", "scam.transfer", "scam.pose", "scam.urgent", "entity.odd-link", "entity.program-file"];
    private static readonly string[] Rumour = ["unofficial.hearsay", "unofficial.unverified", "unofficial.share", "unofficial.scare", "unofficial.web"];
    private static readonly string[] Insult = ["uncivil.swear", "uncivil.insult", "uncivil.you", "uncivil.threat", "uncivil.sneer"];

    [Fact]
    public void A_warning_relays_the_fraud() => Relayed("scam.warning").ShouldBe(Set(Fraud));

    [Fact]
    public void A_denial_relays_the_rumour() => Relayed("unofficial.denial").ShouldBe(Set(Rumour));

    [Theory]
    [InlineData("common.relay")]
    [InlineData("uncivil.regret")]
    [InlineData("work.concern")]
    public void A_complaint_relays_the_insult(string relaying) => Relayed(relaying).ShouldBe(Set(Insult));

    [Fact]
    public void Nothing_else_relays_anything() => Relayed("work.fund").ShouldBe(default);

    private static SignSet Relayed(string relaying)
    {
        var all = Set([relaying, "personal.party", .. Fraud, .. Rumour, .. Insult]);
        var (own, relayed) = (all, default(SignSet));

        Excuses.Apply(ref own, ref relayed);

        own.Overlaps(relayed).ShouldBeFalse();
        var both = own;
        both.Add(relayed);
        both.ShouldBe(all);
        return relayed;
    }

    private static SignSet Set(params ReadOnlySpan<string> names)
    {
        SignSet set = default;
        foreach (var name in names)
        {
            set.Add(SignNames.NumberOf(name));
        }

        return set;
    }
}
