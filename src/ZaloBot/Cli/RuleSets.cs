using ZaloBot.Rules;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The settings as the rules understand them.</summary>
internal static class RuleSets
{
    public static RuleSet Of(RulesOptions rules) => new()
    {
        Personal = Of(rules.Personal),
        OffTopic = Of(rules.OffTopic),
        Advertising = Of(rules.Advertising),
        Unofficial = Of(rules.Unofficial),
        Uncivil = Of(rules.Uncivil),
        Scam = Of(rules.Scam),
        OfficialDomains = rules.Unofficial.OfficialDomains,
    };

    private static RuleSettings Of(RuleOptions rule) => new()
    {
        Enabled = rule.Enabled,
        Threshold = rule.Threshold,
        ReviewThreshold = rule.ReviewThreshold,
        Phrases = rule.Phrases,
        Except = rule.Except,
    };
}
