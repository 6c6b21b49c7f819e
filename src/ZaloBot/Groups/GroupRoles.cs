using ZaloBot.Rules.Membership;
using ZaloBot.Settings;

namespace ZaloBot.Groups;

/// <summary>Who is who in a group, by the settings.</summary>
public static class GroupRoles
{
    /// <summary>Those who are told what happens in a group; without declared leaders, the administrators of the bot.</summary>
    public static IReadOnlyList<string> WhoIsTold(this ZaloBotSettings settings, GroupOptions group) =>
        group.Leaders.Count > 0 ? group.Leaders : settings.Organisation.Administrators;

    /// <summary>Leaders of the group, the secretary and deputies, and the bot's administrators: they are never corrected in public.</summary>
    public static bool LeadsOrAdministers(this ZaloBotSettings settings, GroupOptions group, string userId) =>
        group.Leaders.Contains(userId) || settings.Organisation.Secretary == userId ||
        settings.Organisation.Deputies.Contains(userId) || settings.Organisation.Administrators.Contains(userId);

    /// <summary>How a person stands to a group. The secretary, the deputies and the administrators count as leading every group.</summary>
    public static Placement Place(string userId, GroupOptions group, SettingsSnapshot snapshot)
    {
        var organisation = snapshot.Settings.Organisation;
        var composition = new GroupComposition
        {
            Leaders = [.. group.Leaders, organisation.Secretary, .. organisation.Deputies, .. organisation.Administrators],
            AllowedPositions = group.AllowedPositions,
            RosterComplete = group.RosterComplete,
        };
        var person = snapshot.People.Find(userId);
        return MembershipRule.Place(new MemberFacts { UserId = userId, IsOnRoster = person is not null, Positions = person?.Positions ?? [] }, composition);
    }
}
