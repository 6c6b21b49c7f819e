using System.Diagnostics.CodeAnalysis;

namespace ZaloBot.Zalo.Events;

/// <summary>What became of a webhook body: an event, or a sentence saying why it cannot be used.</summary>
public sealed record EventReading
{
    private EventReading(string? name, ZaloEvent? read, string? problem) => (Name, Event, Problem) = (name, read, problem);

    /// <summary><c>event_name</c>, also of what cannot be used; null when there is none.</summary>
    public string? Name { get; }

    /// <summary>The event.</summary>
    public ZaloEvent? Event { get; }

    /// <summary>One English sentence for log and quarantine. It names fields and never repeats their content.</summary>
    public string? Problem { get; }

    /// <summary>There is an event.</summary>
    [MemberNotNullWhen(true, nameof(Event), nameof(Name))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsUsable => Event is not null;

    internal static EventReading Of(ZaloEvent read) => new(read.Name, read, null);

    internal static EventReading Unusable(string? name, string problem) => new(name, null, problem);
}
