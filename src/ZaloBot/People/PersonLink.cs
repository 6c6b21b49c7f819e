namespace ZaloBot.People;

/// <summary>Says which row of the people file a Zalo id belongs to, when the file itself does not name the id yet.</summary>
/// <param name="Name">Name in the row.</param>
/// <param name="Unit">Unit in the row.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who confirmed it: a leader's id, or <c>code</c> for a one-time code.</param>
public sealed record PersonLink(string Name, string Unit, DateTimeOffset At, string By)
{
    /// <summary>Confirmed by a one-time code.</summary>
    public const string ByCode = "code";
}

/// <summary>A one-time code by which a person of the people file shows who they are.</summary>
/// <param name="Name">Name in the row.</param>
/// <param name="Unit">Unit in the row.</param>
/// <param name="ExpiresAt">After this it is worth nothing.</param>
public sealed record LinkCode(string Name, string Unit, DateTimeOffset ExpiresAt);
