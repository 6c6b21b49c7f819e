namespace ZaloBot.Rules.Membership;

/// <summary>How a person stands to a group.</summary>
public enum Placement
{
    /// <summary>Leads the group.</summary>
    Leader,

    /// <summary>Belongs by position.</summary>
    ByPosition,

    /// <summary>The secretary consented, and the consent has not expired.</summary>
    Authorised,

    /// <summary>Was there at the first comparison; nobody is asked about the past.</summary>
    Baseline,

    /// <summary>Not on the roster, which is not complete: a private question to the leader, not a notice.</summary>
    Unknown,

    /// <summary>Known to hold no position that belongs, or unknown to a complete roster, and nobody consented.</summary>
    Outsider,
}
