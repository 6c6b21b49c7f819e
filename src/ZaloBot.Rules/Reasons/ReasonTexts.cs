using System.Globalization;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Reasons;

/// <summary>The sentences that explain verdicts, from the file <c>Reasons.vi.json</c>.</summary>
internal sealed class ReasonTexts
{
    private readonly ReasonFile _file = PhraseData.Reasons();
    private readonly Dictionary<string, string[]> _cleared;

    private ReasonTexts() => _cleared = _file.Cleared.ToDictionary(pair => pair.Key, pair => new[] { Sentence(pair.Value) }, StringComparer.Ordinal);

    /// <summary>The shipped sentences.</summary>
    public static ReasonTexts Default { get; } = new();

    /// <summary>What a phrase of the administrators' own is called.</summary>
    public string OwnPhrase => _file.OwnPhrase;

    /// <summary>The clause a kind of breach rests on.</summary>
    public string ClauseOf(MessageCategory category) => _file.Clauses[category.Name()];

    /// <summary>What a pattern, or a kind of breach where none fits, is called.</summary>
    public string For(MessageCategory category, Pattern? pattern) =>
        pattern is null ? _file.Breaches[category.Name()] : _file.Patterns[pattern.Name];

    /// <summary>A whole sentence, with the words that weighed when there are any.</summary>
    public string Sentence(string claim, string words) =>
        Sentence(words.Length == 0 ? claim : string.Format(CultureInfo.InvariantCulture, _file.WithWords, claim, words));

    /// <summary>That leaders have answered for messages like this one.</summary>
    public string Learnt(bool isBreach, int alike) =>
        Sentence(string.Format(CultureInfo.InvariantCulture, isBreach ? _file.LearntBreach : _file.LearntWork, alike));

    /// <summary>Why a message cleared; a list of one sentence.</summary>
    public IReadOnlyList<string> Cleared(string key) => _cleared[key];

    private static string Sentence(string claim) => claim.EndsWith('.') ? claim : claim + ".";
}
