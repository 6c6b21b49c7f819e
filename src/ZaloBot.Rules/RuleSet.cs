using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules;

/// <summary>The settings of all rules, as they hold in one group.</summary>
public sealed record RuleSet
{
    /// <summary>Everything as shipped.</summary>
    public static RuleSet Default { get; } = new();

    /// <summary>Private matters.</summary>
    public RuleSettings Personal { get; init; } = new();

    /// <summary>Football, films, jokes, chain greetings.</summary>
    public RuleSettings OffTopic { get; init; } = new();

    /// <summary>Private sales, loans, recruiting.</summary>
    public RuleSettings Advertising { get; init; } = new();

    /// <summary>Hearsay and unverified news.</summary>
    public RuleSettings Unofficial { get; init; } = new();

    /// <summary>Swearing, insults, sneering.</summary>
    public RuleSettings Uncivil { get; init; } = new();

    /// <summary>Fraud.</summary>
    public RuleSettings Scam { get; init; } = new();

    /// <summary>Domains whose links are official; a leading <c>*.</c> stands for the domain and any part before it.</summary>
    public IReadOnlyList<string> OfficialDomains { get; init; } = ["*.gov.vn", "*.dcs.vn", "*.doanthanhnien.vn"];

    /// <summary>The settings of a rule about what is said; null for Flood and Membership, which look at other things than words.</summary>
    public RuleSettings? For(RuleName rule) => rule switch
    {
        RuleName.Personal => Personal,
        RuleName.OffTopic => OffTopic,
        RuleName.Advertising => Advertising,
        RuleName.Unofficial => Unofficial,
        RuleName.Uncivil => Uncivil,
        RuleName.Scam => Scam,
        _ => null,
    };

    /// <summary>The rule that deals with a kind of breach.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The category is a kind of work.</exception>
    public static RuleName RuleOf(MessageCategory category) => category switch
    {
        MessageCategory.Personal => RuleName.Personal,
        MessageCategory.OffTopic => RuleName.OffTopic,
        MessageCategory.Advertising => RuleName.Advertising,
        MessageCategory.Unofficial => RuleName.Unofficial,
        MessageCategory.Uncivil => RuleName.Uncivil,
        MessageCategory.Scam => RuleName.Scam,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "A kind of work has no rule."),
    };

    /// <summary>The kind of breach a rule about what is said deals with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rule is Flood or Membership.</exception>
    public static MessageCategory CategoryOf(RuleName rule) => rule switch
    {
        RuleName.Personal => MessageCategory.Personal,
        RuleName.OffTopic => MessageCategory.OffTopic,
        RuleName.Advertising => MessageCategory.Advertising,
        RuleName.Unofficial => MessageCategory.Unofficial,
        RuleName.Uncivil => MessageCategory.Uncivil,
        RuleName.Scam => MessageCategory.Scam,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule about what is said."),
    };
}
