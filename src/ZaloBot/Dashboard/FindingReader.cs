using ZaloBot.Groups;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.Dashboard;

/// <summary>Reads recent findings with the names a leader knows things by.</summary>
public sealed class FindingReader(CaseBook cases, NameBook names, LessonBook lessons, SettingsSource settings, TimeProvider time)
{
    /// <summary>How often each rule was right in each group where leaders answered, the least trustworthy first.</summary>
    public async Task<IReadOnlyList<RuleView>> RulesAsync()
    {
        var (current, now) = (settings.Current, time.GetUtcNow());
        var zone = TimeZoneInfo.FindSystemTimeZoneById(current.Organisation.TimeZone);
        return [.. (await lessons.CurrentAsync()).Rules
            .OrderBy(entry => entry.Value.Precision ?? 1).ThenBy(entry => entry.Key.Group, StringComparer.Ordinal).ThenBy(entry => entry.Key.Rule)
            .Select(entry => new RuleView(
                current.Group(entry.Key.Group)?.Name ?? entry.Key.Group,
                Phrases.Of("Matter", entry.Key.Rule),
                entry.Value,
                entry.Value.Doubts.PausedUntil is { } until && until > now ? TimeZoneInfo.ConvertTime(until, zone) : null))];
    }

    /// <summary>The newest findings.</summary>
    /// <param name="atMost">How many.</param>
    /// <param name="withNames">Names are shown to those who ask for them, and to nobody who merely looks.</param>
    public async Task<IReadOnlyList<FindingView>> ReadAsync(int atMost, bool withNames = false)
    {
        var snapshot = settings.Snapshot;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(snapshot.Settings.Organisation.TimeZone);
        var answers = await lessons.CurrentAsync();
        var views = new List<FindingView>();
        foreach (var (record, text) in await cases.ReadAsync(atMost))
        {
            var done = Phrases.Of("Done", record.Decision);
            views.Add(new FindingView(
                record.Case,
                record.GroupId,
                snapshot.Settings.Group(record.GroupId)?.Name ?? record.GroupId,
                record.UserId,
                withNames ? await names.NameOfAsync(record.UserId, snapshot.People) : Phrases.Fill("Page.HiddenName", record.UserId.Length > 4 ? record.UserId[^4..] : record.UserId),
                TimeZoneInfo.ConvertTime(record.At, zone),
                record.Rule.ToString(),
                record.Category,
                Phrases.Of("Matter", record.Rule),
                record.Score,
                record.Reasons,
                record.HeldBack == HeldBack.No ? done : $"{done} ({Phrases.Of("HeldBack", record.HeldBack)})",
                text,
                answers.Find(record.Case)?.Answer));
        }

        return views;
    }
}
