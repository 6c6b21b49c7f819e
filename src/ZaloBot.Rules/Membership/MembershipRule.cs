namespace ZaloBot.Rules.Membership;

/// <summary>Says how a person stands to a group (clause 2, first dash, of the notice).</summary>
public static class MembershipRule
{
    /// <summary>The first that holds of: leader, position, consent, invitation, baseline; else unknown or outsider.</summary>
    public static Placement Place(MemberFacts person, GroupComposition group)
    {
        if (group.Leaders.Contains(person.UserId, StringComparer.Ordinal))
        {
            return Placement.Leader;
        }

        foreach (var position in person.Positions)
        {
            if (group.AllowedPositions.Contains(position, StringComparer.OrdinalIgnoreCase))
            {
                return Placement.ByPosition;
            }
        }

        if (person.IsAuthorised)
        {
            return Placement.Authorised;
        }

        if (person.IsInvitedByBot)
        {
            return Placement.InvitedByBot;
        }

        if (person.WasThereAtFirst)
        {
            return Placement.Baseline;
        }

        // A row with other positions is knowledge; a missing row, or one without positions, is knowledge only when the roster is complete.
        return (person.IsOnRoster && person.Positions.Count > 0) || group.RosterComplete ? Placement.Outsider : Placement.Unknown;
    }

    /// <summary>True when nothing lets the person be in the group: a breach, or a question as long as the roster is not complete.</summary>
    public static bool NeedsConsent(this Placement placement) => placement is Placement.Outsider or Placement.Unknown;

    /// <summary>True when the person belongs by the composition itself, so that a leader's word suffices.</summary>
    public static bool IsInside(this Placement placement) => placement is Placement.Leader or Placement.ByPosition;

    /// <summary>True when the placement is a breach of the membership rule.</summary>
    public static bool IsBreach(this Placement placement) => placement == Placement.Outsider;
}
