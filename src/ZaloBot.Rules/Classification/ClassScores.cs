using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>What the classifier thinks of one message.</summary>
[StructLayout(LayoutKind.Auto)]
public struct ClassScores
{
    private Values _shares;

    /// <summary>Probability that the message is a violation, calibrated for a group in which 8 % of the messages are.</summary>
    public float Violation { get; set; }

    /// <summary>The same had nothing been said before it; null where nothing was said, or where it was not asked for (<see cref="IMessageClassifier.Score"/>).</summary>
    public float? Alone { get; set; }

    /// <summary>
    /// Share of a category: the shares of the ten allowed ones sum to 1, and so do those of the six violations. A share says which kind
    /// it would be, not whether it is one.
    /// </summary>
    public float this[MessageCategory category]
    {
        readonly get => _shares[(int)category];
        set => _shares[(int)category] = value;
    }

    /// <summary>The likeliest of the six violations.</summary>
    public readonly MessageCategory LikeliestViolation => Largest(MessageCategory.Personal, MessageCategory.Scam);

    /// <summary>The likeliest of the ten kinds of work.</summary>
    public readonly MessageCategory LikeliestWork => Largest(MessageCategory.Invitation, MessageCategory.Greeting);

    private readonly MessageCategory Largest(MessageCategory first, MessageCategory last)
    {
        var best = first;
        for (var category = first + 1; category <= last; category++)
        {
            if (this[category] > this[best])
            {
                best = category;
            }
        }

        return best;
    }

    [InlineArray(CategoryNames.Count)]
    private struct Values
    {
        private float _first;
    }
}
