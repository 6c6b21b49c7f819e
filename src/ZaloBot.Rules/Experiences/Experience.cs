using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Experiences;

/// <summary>One message about which a leader said whether it belongs in the group.</summary>
/// <param name="Marks"><see cref="TextMarks"/> of its text.</param>
/// <param name="IsViolation">What the leader said.</param>
public sealed record Lesson(IReadOnlyList<uint> Marks, bool IsViolation);

/// <summary>What experience says of a message.</summary>
/// <param name="LogOdds">How far it moves the log odds of a violation; 0 when nothing similar is known.</param>
/// <param name="Alike">How many known messages are like it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExperienceShift(float LogOdds, int Alike)
{
    /// <summary>True when at least one dismissal more than confirmations speaks about it.</summary>
    public bool IsDismissal => LogOdds <= -Experience.LeastRelief;
}

/// <summary>
/// What leaders taught: messages like those they called work weigh less, messages like those they confirmed weigh a little more. The influence is
/// bounded (<see cref="MostRelief"/>, <see cref="MostBurden"/>), works on the learnt opinion alone, and never on strong patterns or an
/// administrator's own phrases. Immutable, safe for many threads.
/// </summary>
public sealed class Experience
{
    /// <summary>Most that dismissed messages can take from the log odds: a probability of 0.95 falls to 0.61.</summary>
    public const float MostRelief = 2.5f;

    /// <summary>
    /// Most that confirmed messages can add: a message below the default review threshold still breaks no rule, and at the default threshold nothing is
    /// said in public yet.
    /// </summary>
    public const float MostBurden = 0.53f;

    /// <summary>Share of marks two texts must have in common (Jaccard) to be called alike.</summary>
    public const float LeastLikeness = 0.35f;

    /// <summary>What one dismissal of a message that is only just alike takes from the log odds, <c>MostRelief * sqrt(LeastLikeness)</c> rounded down.</summary>
    internal const float LeastRelief = 1.47f;

    // One answer about the very same words has the whole influence; it falls slowly with the likeness.
    private const float WeightOfOne = MostRelief;

    private readonly Lesson[] _lessons;
    private readonly FrozenDictionary<uint, int[]> _lessonsWith;

    /// <summary>An experience of these lessons.</summary>
    public Experience(IReadOnlyList<Lesson> lessons)
    {
        _lessons = [.. lessons];
        _lessonsWith = _lessons
            .SelectMany((lesson, index) => lesson.Marks.Select(mark => (Mark: mark, Index: index)))
            .GroupBy(pair => pair.Mark, pair => pair.Index)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>No experience at all.</summary>
    public static Experience None { get; } = new([]);

    /// <summary>How many lessons there are.</summary>
    public int Count => _lessons.Length;

    /// <summary>What the lessons say of a text.</summary>
    public ExperienceShift Of(ReadOnlySpan<char> text)
    {
        if (_lessons.Length == 0)
        {
            return default;
        }

        Span<uint> marks = stackalloc uint[TextMarks.Most];
        marks = marks[..TextMarks.Read(text, marks)];
        Dictionary<int, int> common = [];
        foreach (var mark in marks)
        {
            foreach (var index in _lessonsWith.GetValueOrDefault(mark) ?? [])
            {
                CollectionsMarshal.GetValueRefOrAddDefault(common, index, out _)++;
            }
        }

        float shift = 0;
        var alike = 0;
        foreach (var (index, shared) in common)
        {
            var likeness = shared / (float)(marks.Length + _lessons[index].Marks.Count - shared);
            if (likeness >= LeastLikeness)
            {
                alike++;
                shift += (_lessons[index].IsViolation ? WeightOfOne : -WeightOfOne) * MathF.Sqrt(likeness);
            }
        }

        return new(Math.Clamp(shift, -MostRelief, MostBurden), alike);
    }
}
