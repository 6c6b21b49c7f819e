namespace ZaloBot.Moderation;

/// <summary>How far the bot goes about a finding.</summary>
public enum DecisionKind
{
    /// <summary>Nothing: the message is in order.</summary>
    Nothing,

    /// <summary>Noted for leaders to see; nothing is said.</summary>
    Note,

    /// <summary>A courteous reminder in the group.</summary>
    Remind,

    /// <summary>A firmer word in the group.</summary>
    Warn,
}

/// <summary>Why less was done than the ladder would have.</summary>
public enum HeldBack
{
    /// <summary>Nothing held it back.</summary>
    No,

    /// <summary>The group is in mode Observe.</summary>
    Observing,

    /// <summary>Between <c>ReviewThreshold</c> and <c>Threshold</c>, or like what leaders dismissed: worth a leader's look, not a word in public.</summary>
    Unsure,

    /// <summary>Between <c>Threshold</c> and <c>PublicThreshold</c>: not sure enough for a word in public, and nobody was asked about it.</summary>
    Doubtful,

    /// <summary>The same, and the leaders were asked in private.</summary>
    Asked,

    /// <summary>Written by a leader, who is not corrected in public.</summary>
    ByLeader,

    /// <summary>One word is enough for a burst of messages by the same person.</summary>
    SameBurst,

    /// <summary>Something was said in this group within <c>Warnings.GroupCooldown</c>.</summary>
    Cooldown,

    /// <summary><c>Warnings.MaxPerGroupPerDay</c> is reached.</summary>
    DailyLimit,

    /// <summary>Outside office hours; a reminder the next morning would only puzzle.</summary>
    OutsideOfficeHours,

    /// <summary>Leaders found the rule wrong too often in this group, so it only observes there.</summary>
    SteppedDown,

    /// <summary>A reply in a thread that was reminded already.</summary>
    ThreadReminded,

    /// <summary>The message came to be known later than <c>Warnings.ExpireAfter</c>; a word about it would only puzzle.</summary>
    TooLate,
}

/// <summary>What to do about a message.</summary>
/// <param name="Kind">How far to go in public.</param>
/// <param name="HeldBack">Why not further.</param>
/// <param name="TellLeaders">Whether the group's leaders get a private alert.</param>
/// <param name="Step">The ladder step this breach counts as; 0 when it does not count.</param>
public sealed record Decision(DecisionKind Kind, HeldBack HeldBack, bool TellLeaders, int Step)
{
    public static Decision Nothing { get; } = new(DecisionKind.Nothing, HeldBack.No, TellLeaders: false, Step: 0);
}
