using ZaloBot.Rules.Membership;

namespace ZaloBot.Membership;

/// <summary>What is known of a person in a group. The platform names neither role nor date of joining, so this is our own book.</summary>
/// <param name="In">True while the person is in the group.</param>
/// <param name="Since">Since when in or out, as first seen.</param>
/// <param name="Source">How the bot came to know.</param>
/// <param name="Ground">By what the person was let in, as seen when they came.</param>
/// <param name="Consent">Number of the consent that was used.</param>
public sealed record MemberState(bool In, DateTimeOffset Since, MemberSource Source, Placement? Ground = null, string? Consent = null);

/// <summary>How the bot came to know that somebody is in a group, or no longer.</summary>
public enum MemberSource
{
    /// <summary>Found there at the first comparison: part of the baseline, nobody's fault.</summary>
    Baseline,

    /// <summary>A join or leave event.</summary>
    Event,

    /// <summary>The person wrote in the group before any join event came.</summary>
    Message,

    /// <summary>Found by a later comparison with the platform's list.</summary>
    Comparison,
}
