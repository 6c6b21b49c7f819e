namespace ZaloBot.Membership.Drift;

/// <summary>In what a group and its roster differ.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Group">Its name.</param>
/// <param name="ComparedAt">When the platform was last asked; null when never.</param>
/// <param name="Members">How many people are in the group.</param>
/// <param name="NotOnRoster">In the group, and neither position nor consent says so.</param>
/// <param name="NotInGroup">Belongs by position, and is not in the group.</param>
/// <param name="UndeclaredDeputies">Deputy, and the settings do not say so.</param>
public sealed record DriftReport(
    string GroupId, string Group, DateTimeOffset? ComparedAt, int Members, IReadOnlyList<DriftPerson> NotOnRoster, IReadOnlyList<DriftPerson> NotInGroup, IReadOnlyList<DriftPerson> UndeclaredDeputies)
{
    /// <summary>Nothing differs.</summary>
    public bool IsEmpty => NotOnRoster.Count + NotInGroup.Count + UndeclaredDeputies.Count == 0;
}

/// <summary>A person in whom group and roster differ.</summary>
/// <param name="UserId">Empty when the person is not linked to a Zalo id.</param>
/// <param name="Name">As leaders know it.</param>
/// <param name="Unit">Unit, if known.</param>
/// <param name="Since">Since when in the group, as far as known.</param>
/// <param name="Question">Number of the question that is open about it.</param>
public sealed record DriftPerson(string UserId, string Name, string Unit, DateTimeOffset? Since, string? Question);
