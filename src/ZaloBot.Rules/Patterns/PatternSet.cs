using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Patterns;

/// <summary>The shipped patterns.</summary>
internal sealed class PatternSet
{
    private readonly Pattern[] _patterns = [.. PhraseData.Patterns().Select(Read)];

    // Asked for with every message, so grouped by category.
    private readonly Pattern[][] _strong;

    private PatternSet() =>
        _strong = [.. Enum.GetValues<MessageCategory>().Select(category => _patterns.Where(pattern => pattern.IsStrong && pattern.Category == category).ToArray())];

    /// <summary>The shipped patterns.</summary>
    public static PatternSet Default { get; } = new();

    /// <summary>All of them.</summary>
    public ReadOnlySpan<Pattern> All => _patterns;

    /// <summary>
    /// The pattern that explains best why a message is of that category: a strong one, else the one whose signs weigh most. Null when
    /// none fits.
    /// </summary>
    public Pattern? BestOf(MessageCategory category, in SignSet signs, int work)
    {
        Pattern? best = null;
        var most = 0f;
        foreach (var pattern in _patterns)
        {
            if (pattern.Category != category || !pattern.Fits(signs, work))
            {
                continue;
            }

            if (pattern.IsStrong)
            {
                return pattern;
            }

            var weight = SignOpinion.WeightOf(signs.Both(pattern.Parts)) * (pattern.IsVague ? 0.5f : 1);
            if (weight > most)
            {
                (best, most) = (pattern, weight);
            }
        }

        return best;
    }

    /// <summary>The first strong pattern of a category that fits, null when none does.</summary>
    public Pattern? FirstStrong(MessageCategory category, in SignSet signs, int work)
    {
        foreach (var pattern in _strong[(int)category])
        {
            if (pattern.Fits(signs, work))
            {
                return pattern;
            }
        }

        return null;
    }

    private static Pattern Read(PatternRow row)
    {
        if (!CategoryNames.TryParse(row.Category, out var category) || !category.IsViolation())
        {
            throw new InvalidOperationException($"Pattern {row.Name}: \"{row.Category}\" is no kind of breach.");
        }

        SignSet none = default;
        foreach (var name in row.None ?? [])
        {
            none.Add(SignNames.NumberOf(name));
        }

        return new(row.Name, category, row.Strong, row.Vague, Array.ConvertAll(row.All, AnyOf), none, row.WorkAtMost ?? int.MaxValue);
    }

    private static SignSet AnyOf(string names)
    {
        SignSet set = default;
        foreach (var name in names.Split('|'))
        {
            set.Add(SignNames.NumberOf(name));
        }

        return set;
    }
}
