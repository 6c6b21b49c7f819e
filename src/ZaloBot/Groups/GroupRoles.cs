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

    /// <summary>Leads some group, consents, or administers the bot: somebody to whom the bot reports.</summary>
    public static bool IsReportedTo(this ZaloBotSettings settings, string userId) =>
        settings.Organisation.Administrators.Contains(userId) || settings.MayConsent(userId) || settings.Groups.Any(group => group.Leaders.Contains(userId));

    /// <summary>May consent to members outside a composition: the secretary, and who was named to do so in his place.</summary>
    public static bool MayConsent(this ZaloBotSettings settings, string userId) =>
        settings.Organisation.Secretary == userId || settings.Organisation.Deputies.Contains(userId);

    /// <summary>May answer what is asked of a group's leaders.</summary>
    public static bool MayAnswerFor(this ZaloBotSettings settings, GroupOptions group, string userId) =>
        settings.WhoIsTold(group).Contains(userId) || settings.MayConsent(userId);

    /// <summary>May be deputy in a group.</summary>
    public static bool MayBeDeputy(this ZaloBotSettings settings, GroupOptions group, string userId) =>
        group.Deputies.Contains(userId) || settings.LeadsOrAdministers(group, userId);

    /// <summary>Who belongs in a group. The secretary, the deputies and the administrators count as leading every group.</summary>
    public static GroupComposition CompositionOf(this ZaloBotSettings settings, GroupOptions group) => new()
    {
        Leaders = [.. group.Leaders, settings.Organisation.Secretary, .. settings.Organisation.Deputies, .. settings.Organisation.Administrators],
        AllowedPositions = group.AllowedPositions,
        RosterComplete = group.RosterComplete,
    };
}
