using ZaloBot.Rules;

namespace ZaloBot.Learning;

/// <summary>One answer of a leader, as the store keeps it until the case itself is dropped.</summary>
public sealed record LessonRecord
{
    /// <summary>The case that was answered; there is one answer a case, the last one given.</summary>
    public required string Case { get; init; }

    public required string GroupId { get; init; }

    /// <summary>Who wrote the message: by this the lesson is found when that person's data are erased.</summary>
    public required string UserId { get; init; }

    public required RuleName Rule { get; init; }

    /// <summary>
    /// Whether the bot was sure of a breach; false when it only asked, or put the message before the leaders for review. A rule that asks is not wrong when
    /// the answer is no.
    /// </summary>
    public bool WasBreach { get; init; }

    /// <summary>Whether it lay between <c>Threshold</c> and <c>PublicThreshold</c>: asked about, or worth asking about.</summary>
    public bool WasDoubt { get; init; }

    public required LeaderAnswer Answer { get; init; }

    /// <summary>Who answered: a user id, or a word such as "api" for the administrators' key.</summary>
    public required string By { get; init; }

    /// <summary>When it was given; by message, when that was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Marks of the text (<see cref="ZaloBot.Rules.Experiences.TextMarks"/>); empty when the text was no longer kept, or does not teach.</summary>
    public IReadOnlyList<uint> Marks { get; init; } = [];
}
