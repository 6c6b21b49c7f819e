using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules;

/// <summary>The phrases an administrator added to the rules: some always break one, some clear a message of it.</summary>
internal sealed class OwnPhrases
{
    private readonly List<(RuleName Rule, bool Clears)> _meanings = [];
    private readonly List<(int Owner, string Phrase)> _phrases = [];

    public OwnPhrases(RuleSet rules)
    {
        foreach (var rule in Enum.GetValues<RuleName>())
        {
            if (rules.For(rule) is { } settings)
            {
                Add(rule, clears: false, settings.Phrases);
                Add(rule, clears: true, settings.Except);
            }
        }
    }

    /// <summary>The phrases, with the owners that <see cref="Find"/> understands.</summary>
    public IReadOnlyList<(int Owner, string Phrase)> All => _phrases;

    /// <summary>What the phrases found say of a rule: whether one breaks it, whether one clears the message of it.</summary>
    public (bool Breaks, bool Clears) Find(SignReading reading, RuleName rule, List<TextRange>? ranges)
    {
        bool breaks = false, clears = false;
        foreach (ref readonly var hit in reading.OwnPhrases)
        {
            var (of, isClearing) = _meanings[hit.Owner];
            if (of != rule)
            {
                continue;
            }

            if (isClearing)
            {
                clears = true;
            }
            else if (!reading.IsQuoted(hit))
            {
                breaks = true;
                ranges?.Add(reading.RangeOf(hit));
            }
        }

        return (breaks, clears);
    }

    private void Add(RuleName rule, bool clears, IReadOnlyList<string> phrases)
    {
        if (phrases.Count == 0)
        {
            return;
        }

        _meanings.Add((rule, clears));
        foreach (var phrase in phrases)
        {
            _phrases.Add((_meanings.Count - 1, phrase));
        }
    }
}
