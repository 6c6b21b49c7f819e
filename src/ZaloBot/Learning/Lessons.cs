using ZaloBot.Moderation;
using ZaloBot.Rules;
using ZaloBot.Rules.Experiences;
using ZaloBot.Settings;

namespace ZaloBot.Learning;

/// <summary>
/// All that leaders have answered, at one moment: what it teaches, how often each rule was right in each group, whose breaches are
/// pardoned. Everything is worked out from the answers alone, so taking one back takes back all it did.
/// </summary>
public sealed class Lessons
{
    private readonly Dictionary<string, LessonRecord> _byCase;
    private readonly Dictionary<(string Group, RuleName Rule), RuleRecord> _rules;

    /// <summary>The state after these answers.</summary>
    /// <param name="records">The answers.</param>
    /// <param name="restored">Since when answers count again for a rule that an administrator restored.</param>
    /// <param name="options">When a rule steps down.</param>
    public Lessons(IEnumerable<LessonRecord> records, IReadOnlyDictionary<(string Group, RuleName Rule), DateTimeOffset> restored, LearningOptions options)
    {
        _byCase = records.ToDictionary(record => record.Case, StringComparer.Ordinal);
        Experience = options.Enabled
            ? new([.. _byCase.Values.Where(record => record.Marks.Count > 0 && record.Answer != LeaderAnswer.AllowedOnce)
                .Select(record => new Lesson(record.Marks, record.Answer == LeaderAnswer.Right))])
            : Experience.None;
        _rules = _byCase.Values.Where(record => record.WasBreach || record.WasDoubt)
            .GroupBy(record => (record.GroupId, record.Rule))
            .ToDictionary(group => group.Key, group => RuleRecord.Of(group.Key.Rule, [.. group], restored.GetValueOrDefault(group.Key, DateTimeOffset.MinValue), options));
    }

    /// <summary>Nothing was answered yet.</summary>
    public static Lessons None { get; } = new([], new Dictionary<(string, RuleName), DateTimeOffset>(), new());

    /// <summary>What the answers teach about texts.</summary>
    public Experience Experience { get; }

    /// <summary>How often each rule was right in each group where leaders answered.</summary>
    public IReadOnlyDictionary<(string Group, RuleName Rule), RuleRecord> Rules => _rules;

    /// <summary>The answers, newest first.</summary>
    public IEnumerable<LessonRecord> Records => _byCase.Values.OrderByDescending(record => record.At).ThenBy(record => record.Case, StringComparer.Ordinal);

    /// <summary>The answer to a case; null when nobody answered.</summary>
    public LessonRecord? Find(string caseNumber) => _byCase.GetValueOrDefault(caseNumber);

    /// <summary>True when the rule was wrong too often in the group and only observes there.</summary>
    public bool IsSteppedDown(string groupId, RuleName rule) => _rules.TryGetValue((groupId, rule), out var record) && record.IsSteppedDown;

    /// <summary>Until when leaders are not asked about doubts of the rule in the group, though it may be past; null when asking is of use.</summary>
    public DateTimeOffset? NotAskedUntil(string groupId, RuleName rule) => _rules.GetValueOrDefault((groupId, rule))?.Doubts.PausedUntil;

    /// <summary>How many of the breaches counted against a person were answered with <c>sai</c> or <c>cho phép một lần</c>.</summary>
    public int PardonedOf(LadderState? ladder) =>
        ladder?.Cases.Count(counted => _byCase.TryGetValue(counted, out var record) && record.Answer != LeaderAnswer.Right) ?? 0;
}
