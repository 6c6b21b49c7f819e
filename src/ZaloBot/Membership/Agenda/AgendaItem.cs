namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Something to be done at a moment: an act on the platform, or a deadline. Written in the commit that decides it, so that a crash
/// between the decision and the act forgets nothing.
/// </summary>
public sealed record AgendaItem
{
    /// <summary>The item's key, made of what it does to whom: the same thing cannot stand on the agenda twice.</summary>
    public required string Id { get; init; }

    public required AgendaKind Kind { get; init; }

    public required DateTimeOffset Due { get; init; }

    public required string GroupId { get; init; }

    /// <summary>The person it is done to; empty for what concerns the group.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The consent it follows from.</summary>
    public string? Number { get; init; }

    /// <summary>After this an act that could not be done is given up.</summary>
    public required DateTimeOffset GivesUpAt { get; init; }

    public AgendaState State { get; init; }

    /// <summary>When the platform was called.</summary>
    public DateTimeOffset CalledAt { get; init; }

    /// <summary>The call's outcome is in doubt.</summary>
    public bool InDoubt { get; init; }

    /// <summary>The platform's code, when it refused.</summary>
    public int ErrorCode { get; init; }

    /// <summary>Calls after which the thing was still not done.</summary>
    public int Tries { get; init; }

    /// <summary>Calls that certainly did nothing and are worth repeating.</summary>
    public int Refusals { get; init; }

    /// <summary>The key of an item.</summary>
    public static string IdOf(AgendaKind kind, string groupId, string aboutWhat) => $"{kind}:{groupId}:{aboutWhat}";
}

/// <summary>What is on the agenda.</summary>
public enum AgendaKind
{
    /// <summary>A person leaves the group.</summary>
    Remove,

    /// <summary>A waiting person is let in.</summary>
    Accept,

    /// <summary>A waiting person is turned away.</summary>
    Reject,

    /// <summary>A person is invited.</summary>
    Invite,

    /// <summary>A deputy becomes a plain member.</summary>
    RemoveDeputy,

    /// <summary>A member becomes deputy again.</summary>
    AddDeputy,

    /// <summary>The group's switches are looked at, and put right where the settings demand it.</summary>
    CheckSettings,

    /// <summary>A question has been open long enough.</summary>
    Deadline,

    /// <summary>A consent's time is over.</summary>
    Expiry,
}

/// <summary>How far an act has got.</summary>
public enum AgendaState
{
    /// <summary>To be done when due.</summary>
    Waiting,

    /// <summary>Marked before the call: found in this state after a crash, nobody knows whether the call was made.</summary>
    Calling,

    /// <summary>Called; whether it worked is to be seen, since the answer does not say for whom it did (fact sheet 5.2).</summary>
    Called,
}
