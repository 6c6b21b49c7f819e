using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Patterns;

/// <summary>Signs that together speak for a kind of breach.</summary>
/// <param name="Name">Name; the reasons have a sentence for each.</param>
/// <param name="Category">The kind of breach.</param>
/// <param name="IsStrong">True when it makes a message a breach by itself: its precision is measured in a test.</param>
/// <param name="IsVague">True when a narrower pattern explains better.</param>
/// <param name="All">Of each of these sets at least one sign must be there.</param>
/// <param name="None">None of these may be there.</param>
/// <param name="WorkAtMost">How many different signs of work there may be.</param>
internal sealed record Pattern(string Name, MessageCategory Category, bool IsStrong, bool IsVague, SignSet[] All, SignSet None, int WorkAtMost)
{
    /// <summary>All signs that can take part, for showing the words.</summary>
    public SignSet Parts { get; } = Union(All);

    /// <summary>True when the signs of a message fit.</summary>
    public bool Fits(in SignSet signs, int work)
    {
        if (work > WorkAtMost || None.Overlaps(signs))
        {
            return false;
        }

        foreach (ref readonly var any in All.AsSpan())
        {
            if (!any.Overlaps(signs))
            {
                return false;
            }
        }

        return true;
    }

    private static SignSet Union(SignSet[] sets)
    {
        SignSet union = default;
        foreach (ref readonly var set in sets.AsSpan())
        {
            union.Add(set);
        }

        return union;
    }
}
