using System.Collections.Concurrent;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;

namespace ZaloBot.Moderation;

/// <summary>
/// One judge for each set of rules in force. Building one compiles thousands of phrases, so they are kept until the settings
/// change.
/// </summary>
public sealed class JudgeRegistry(IMessageClassifier classifier)
{
    private readonly ConcurrentDictionary<RulesOptions, MessageJudge> _judges = new(ReferenceEqualityComparer.Instance);
    private SettingsSnapshot? _of;

    /// <summary>The judge of a group.</summary>
    public MessageJudge For(SettingsSnapshot snapshot, string groupId)
    {
        if (!ReferenceEquals(Interlocked.Exchange(ref _of, snapshot), snapshot))
        {
            _judges.Clear();
        }

        return _judges.GetOrAdd(snapshot.Settings.RulesFor(groupId), rules => new MessageJudge(SetOf(rules), classifier));
    }

    /// <summary>The settings as the rules understand them.</summary>
    public static RuleSet SetOf(RulesOptions rules) => new()
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
        PublicThreshold = rule.PublicThreshold,
        Phrases = rule.Phrases,
        Except = rule.Except,
    };
}
