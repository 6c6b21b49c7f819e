using System.Text.Json.Serialization;
using ZaloBot.People;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// A question whether a person may be in a group, and the answer: from the first asking until it was used, withdrawn or has
/// expired, with every step on record. Once granted it is the authorisation by which the person belongs.
/// </summary>
public sealed record Consent
{
    /// <summary>The number by which people name it: digits, easily typed on a telephone.</summary>
    public required string Number { get; init; }

    public required string GroupId { get; init; }

    public required string UserId { get; init; }

    /// <summary>What gave rise to it.</summary>
    public required ConsentMatter Matter { get; init; }

    public required ConsentStage Stage { get; init; }

    /// <summary>The leader who asked for the person; null when an event gave rise to it. Who asks does not consent.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Why the leader wants the person in the group.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The bot invites the person once it is granted.</summary>
    public bool Invites { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>True after the leaders were reminded that nobody has answered.</summary>
    public bool Reminded { get; init; }

    /// <summary>Until when it holds, once granted.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>When the person came in by it, or was in already when it was granted.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The bot is about to remove the person: too late for an answer.</summary>
    public bool Removing { get; init; }

    /// <summary>Of a question who somebody is: the row of the people file.</summary>
    public PersonLink? Link { get; init; }

    /// <summary>Everything that happened, oldest first.</summary>
    public IReadOnlyList<ConsentStep> Steps { get; init; } = [];

    /// <summary>Somebody still has to answer.</summary>
    [JsonIgnore]
    public bool IsOpen => Stage is ConsentStage.Leader or ConsentStage.Secretary;

    /// <summary>The person belongs by it at that moment.</summary>
    public bool HoldsAt(DateTimeOffset moment) => Stage == ConsentStage.Granted && !(ValidUntil <= moment);

    /// <summary>The same with one more step.</summary>
    public Consent With(ConsentAct act, DateTimeOffset at, string by, string ground = "") =>
        this with { Steps = [.. Steps, new ConsentStep(at, by, act, ground)] };
}

/// <summary>What happened to a consent.</summary>
/// <param name="At">When.</param>
/// <param name="By">A person's id, or <see cref="Bot"/>.</param>
/// <param name="Act">What.</param>
/// <param name="Ground">On what ground, in Vietnamese.</param>
public sealed record ConsentStep(DateTimeOffset At, string By, ConsentAct Act, string Ground)
{
    /// <summary>The bot itself, by rule.</summary>
    public const string Bot = "bot";
}

/// <summary>What gives rise to a question about a person.</summary>
public enum ConsentMatter
{
    /// <summary>The person is in the group without a position that belongs.</summary>
    Joined,

    /// <summary>The person waits for approval.</summary>
    Waiting,

    /// <summary>A leader wants the person in the group.</summary>
    Requested,

    /// <summary>The person has left the office that gave the group: a proposal that they leave it.</summary>
    Leaving,

    /// <summary>The person holds an office that gives the group and is not in it: a proposal to invite.</summary>
    Joining,

    /// <summary>Somebody says to be a person of the people file.</summary>
    Linking,
}

/// <summary>Where a consent stands.</summary>
public enum ConsentStage
{
    /// <summary>A leader has to answer.</summary>
    Leader,

    /// <summary>The secretary has to answer.</summary>
    Secretary,

    Granted,

    Refused,

    /// <summary>Granted once, and taken back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time, or its time is over.</summary>
    Expired,

    /// <summary>Has settled itself: the person left, or belongs by position by now.</summary>
    Closed,
}

/// <summary>Steps of a consent.</summary>
public enum ConsentAct
{
    Asked,
    PutToSecretary,
    Granted,
    Refused,
    Withdrawn,
    Used,
    Reminded,
    Expired,
    Closed,
    RemovalOrdered,
    Removed,
    InvitationOrdered,
    Invited,
    Accepted,
    Rejected,
    ActFailed,
    Left,
}
