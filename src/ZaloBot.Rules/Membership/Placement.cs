namespace ZaloBot.Rules.Membership;

/// <summary>How a person stands to a group.</summary>
public enum Placement
{
    /// <summary>Leads the group.</summary>
    Leader,

    /// <summary>Belongs by position.</summary>
    ByPosition,

    /// <summary>A consent was given, and has not expired.</summary>
    Authorised,

    /// <summary>The bot invited the person or let them in, on somebody's word.</summary>
    InvitedByBot,

    /// <summary>Was there at the first comparison; nobody is asked about the past.</summary>
    Baseline,

    /// <summary>Not on the roster, which is not complete: a private question to the leader, not a notice.</summary>
    Unknown,

    /// <summary>Known to hold no position that belongs, or unknown to a complete roster, and nobody consented.</summary>
    Outsider,
}
