using ZaloBot.Groups;
using ZaloBot.Moderation;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Looks, right before an act, whether it is still wanted: settings, roster or consents may have changed since it was decided. The
/// group's mode is the ceiling, and nobody who belongs is ever removed.
/// </summary>
public sealed class ActPermit
{
    /// <summary>Says whether an act may be done, and if not now, when to ask again.</summary>
    public async Task<(Permit Answer, DateTimeOffset NotBefore)> AskAsync(EventScope scope, AgendaItem item)
    {
        if (scope.Settings.Group(item.GroupId) is not { } group || group.Mode == GroupMode.Observe)
        {
            return (Permit.Gone, default);
        }

        var enforces = group.Mode == GroupMode.Enforce;
        return item.Kind switch
        {
            AgendaKind.Remove => enforces ? await AskRemovalAsync(scope, group, item) : (Permit.Gone, default),
            AgendaKind.Reject => (enforces && !(await MemberPlacing.PlaceAsync(scope, group, item.UserId, asNewcomer: true)).Placement.IsInside() ? Permit.Given : Permit.Gone, default),
            AgendaKind.Accept or AgendaKind.Invite => ((await MemberPlacing.PlaceAsync(scope, group, item.UserId, asNewcomer: true)).Placement.NeedsConsent() ? Permit.Gone : Permit.Given, default),
            AgendaKind.RemoveDeputy => (enforces && !scope.Settings.MayBeDeputy(group, item.UserId) ? Permit.Given : Permit.Gone, default),
            AgendaKind.AddDeputy => (enforces && scope.Settings.MayBeDeputy(group, item.UserId) ? Permit.Given : Permit.Gone, default),
            _ => (Permit.Gone, default),
        };
    }

    private static async Task<(Permit Answer, DateTimeOffset NotBefore)> AskRemovalAsync(EventScope scope, GroupOptions group, AgendaItem item)
    {
        var placed = await MemberPlacing.PlaceAsync(scope, group, item.UserId);
        if (placed.Placement.IsInside() || placed.Placement == Placement.Authorised)
        {
            return (Permit.Gone, default);
        }

        var done = (long)await scope.Database.StringGetAsync(scope.Keys.Removals(scope.Today));
        return done < scope.Settings.Membership.MaxRemovalsPerDay ? (Permit.Given, default) : (Permit.Later, new OfficeHours(scope.Settings.Organisation).StartOfDay(scope.Today.AddDays(1)));
    }
}

/// <summary>Whether an act may be done.</summary>
public enum Permit
{
    Given,

    /// <summary>Not today.</summary>
    Later,

    /// <summary>No longer wanted.</summary>
    Gone,
}
