using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership.Drift;

/// <summary>Tells leaders on the days of the settings in what their groups and the roster differ; nothing when nothing does.</summary>
public sealed class DriftReporter(Store store, DriftFinder finder, LeaderAlerts alerts, Wording wording, SettingsSource settings, TimeProvider time)
{
    /// <summary>So many people are named; the rest is a number, and the command <c>groups drift</c> has them all.</summary>
    private const int MostNames = 10;

    /// <summary>Reports on one group if today is the day and it was not done yet; true when something is to be said.</summary>
    public async Task<bool> ReportAsync(GroupOptions group, Lease lease)
    {
        var now = time.GetUtcNow();
        var scope = DriftFinder.Look(store, settings.Snapshot, now, $"drift/{group.Id}/{now.ToUnixTimeMilliseconds()}");
        var day = scope.Today;
        var hours = new OfficeHours(scope.Settings.Organisation);
        if (!scope.Settings.Membership.DriftReportOn.Contains(day.DayOfWeek) || !hours.Contains(now) || !await store.Database.SetContainsAsync(store.Keys.Compared, group.Id)
            || (string?)await scope.Memory.FieldAsync(store.Keys.DriftReported, group.Id) == $"{day:yyyyMMdd}")
        {
            return false;
        }

        await scope.Memory.SetFieldAsync(scope.Changes, store.Keys.DriftReported, group.Id, $"{day:yyyyMMdd}");
        var report = await finder.FindAsync(scope, group);
        if (!report.IsEmpty)
        {
            await TellAsync(scope, group, report);
        }

        scope.Changes.Require(lease.IsHeld);
        return await scope.Changes.CommitAsync(store.Database) && scope.Changes.TouchesOutbox;
    }

    private async Task TellAsync(EventScope scope, GroupOptions group, DriftReport report)
    {
        var text = wording.Say("leader-drift", scope.Settings.Warnings, new
        {
            group = group.Name,
            members = report.Members,
            extra = Names(report.NotOnRoster),
            extraCount = report.NotOnRoster.Count,
            missing = Names(report.NotInGroup),
            missingCount = report.NotInGroup.Count,
            deputies = Names(report.UndeclaredDeputies),
            deputiesCount = report.UndeclaredDeputies.Count,
            @case = scope.Case,
        });
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            await alerts.PlanAsync(scope, leader, group.Id, text, urgent: false, about: null);
        }
    }

    private static string Names(IReadOnlyList<DriftPerson> people) =>
        string.Join(", ", people.Take(MostNames).Select(person => UserText.Defuse(person.Name, 60) + (person.UserId.Length == 0 ? Phrases.Get("NotLinked") : "")))
        + (people.Count > MostNames ? Phrases.Fill("AndMore", people.Count - MostNames) : "");
}
