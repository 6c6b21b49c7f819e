using ZaloBot.Groups;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.Dashboard;

/// <summary>Reads recent findings with the names a leader knows things by.</summary>
public sealed class FindingReader(CaseBook cases, NameBook names, SettingsSource settings)
{
    public async Task<IReadOnlyList<FindingView>> ReadAsync(int atMost)
    {
        var snapshot = settings.Snapshot;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(snapshot.Settings.Organisation.TimeZone);
        var views = new List<FindingView>();
        foreach (var (record, text) in await cases.ReadAsync(atMost))
        {
            var done = Phrases.Of("Done", record.Decision);
            views.Add(new FindingView(
                record.Case,
                record.GroupId,
                snapshot.Settings.Group(record.GroupId)?.Name ?? record.GroupId,
                record.UserId,
                await names.NameOfAsync(record.UserId, snapshot.People),
                TimeZoneInfo.ConvertTime(record.At, zone),
                record.Rule.ToString(),
                record.Category,
                Phrases.Of("Matter", record.Rule),
                record.Score,
                record.Reasons,
                record.HeldBack == HeldBack.No ? done : $"{done} ({Phrases.Of("HeldBack", record.HeldBack)})",
                text));
        }

        return views;
    }
}
