using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Membership;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Drift;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Groups;

/// <summary>
/// Asks the platform at start and now and then who is in each declared group and who waits. The first answer is the group's
/// baseline: those found there are nobody's fault. Later ones are held against the book, and what was missed goes the way of the
/// events that never came. Every answer brings the names that events do not carry. Groups are taken one after the other, those
/// not looked at for longest first, so that a comparison that was interrupted goes on where it stood.
/// </summary>
public sealed partial class GroupComparison(
    Store store, ZaloClient zalo, NameBook names, FoundByComparison found, MissedMessages missed, RosterWatch roster, DriftReporter drift, AdministratorNotices notices, ErasedPeople erasedPeople, Nudge nudge, Pulse pulse, SettingsSource settings,
    TimeProvider time, ILogger<GroupComparison> logger)
    : LeasedService(store, store.Keys.ComparisonLease, logger)
{
    /// <summary>A group that was looked at so shortly before a start need not be looked at again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>After a failure, often enough that names come soon once the platform answers.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(2);

    /// <summary>The roster and the calendar are looked at so often; that asks nobody but the store.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    /// <summary>The clock of the platform and ours may differ by this much: what happened so shortly before is left to its event.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    private readonly Store _store = store;

    private Task _rest = Task.CompletedTask;

    /// <summary>True while this process waits for its next round; false while one goes on or is due.</summary>
    public bool IsAtRest => !Volatile.Read(ref _rest).IsCompleted;

    protected override async Task WorkAsync(Lease lease, CancellationToken held)
    {
        var atMost = Fresh;
        while (!held.IsCancellationRequested)
        {
            var allWell = true;
            foreach (var group in await OldestFirstAsync())
            {
                try
                {
                    if (time.GetUtcNow() - await ComparedAtAsync(group.Id) >= atMost)
                    {
                        allWell &= await CompareAsync(group.Id, held);
                    }

                    if (await roster.LookAsync(group, lease) | await drift.ReportAsync(group, lease))
                    {
                        nudge.Wake(Nudge.Outbox);
                    }
                }
                catch (OperationCanceledException) when (held.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception failure) when (failure is not (RedisException or TimeoutException))
                {
                    // One group that cannot be compared keeps nobody from the others, nor the bot from its work.
                    allWell = false;
                    LogFailed(group.Id, failure);
                }
            }

            atMost = settings.Current.Membership.CompareEvery;
            await RestAsync(allWell && atMost > Tick ? Tick : allWell ? atMost : RetryInterval, held);
        }
    }

    private Task RestAsync(TimeSpan pause, CancellationToken held)
    {
        var rest = Task.Delay(pause, time, held);
        Volatile.Write(ref _rest, rest);
        pulse.Beat();
        return rest;
    }

    /// <summary>Compares one group; false when the platform did not answer and it is worth asking again soon.</summary>
    public async Task<bool> CompareAsync(string groupId, CancellationToken cancellationToken)
    {
        var seenAt = time.GetUtcNow();
        var members = await zalo.ListMembersAsync(groupId, cancellationToken: cancellationToken);
        if (!members.IsOk)
        {
            // From abroad no names are given; requests and switches carry none, and are looked at all the same (fact sheet 7.1).
            if (members.Error.Meaning == ErrorMeaning.OutsideVietNam)
            {
                await CompareWaitingAsync(groupId, seenAt, cancellationToken);
                await LookAtSettingsAsync(groupId);
            }

            return await NoteFailureAsync(groupId, members.Error);
        }

        var erased = await erasedPeople.ReadAsync();
        var people = members.Value.Items.Where(member => member.UserId is { Length: > 0 } id && !erased.Contains(id)).ToList();
        if (people.Count > 0)
        {
            await names.RememberAsync(people.Where(person => !string.IsNullOrWhiteSpace(person.Name)).Select(person => KeyValuePair.Create(person.UserId!, person.Name!)));
        }

        if (members.Value.IsWhole)
        {
            var ids = people.Select(person => person.UserId!).ToHashSet(StringComparer.Ordinal);
            await (await _store.Database.SetAddAsync(_store.Keys.Compared, groupId) ? TakeBaselineAsync(groupId, ids) : HoldAgainstBookAsync(groupId, ids, seenAt));
        }

        await CompareWaitingAsync(groupId, seenAt, cancellationToken);
        await LookAtSettingsAsync(groupId);

        // What was written before the bot first looked is nobody's fault.
        if (await ComparedAtAsync(groupId) is var before && before != DateTimeOffset.MinValue)
        {
            await missed.CatchUpAsync(groupId, before, seenAt, cancellationToken);
        }

        await _store.Database.HashSetAsync(_store.Keys.ComparedAt, groupId, seenAt.ToUnixTimeMilliseconds());
        return true;
    }

    private async Task TakeBaselineAsync(string groupId, HashSet<string> ids)
    {
        var state = JsonSerializer.SerializeToUtf8Bytes(new MemberState(In: true, time.GetUtcNow(), MemberSource.Baseline), StorageJson.Default.MemberState);
        await Task.WhenAll(ids.Select(userId => _store.Database.HashSetAsync(_store.Keys.Members(groupId), userId, state, When.NotExists)));
        LogBaseline(groupId, ids.Count);
    }

    // A list that is not whole was not let in here: absence from it would prove nothing.
    private async Task HoldAgainstBookAsync(string groupId, HashSet<string> ids, DateTimeOffset seenAt)
    {
        var book = (await _store.Database.HashGetAllAsync(_store.Keys.Members(groupId))).ToDictionary(
            entry => entry.Name.ToString(), entry => JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.MemberState)!, StringComparer.Ordinal);
        var joined = ids.Where(userId => book.GetValueOrDefault(userId) is not { In: true }).ToList();
        var left = book.Where(entry => entry.Value.In && entry.Value.Since < seenAt - ClockSlack && !ids.Contains(entry.Key)).Select(entry => entry.Key).ToList();
        if (joined.Count + left.Count > 0)
        {
            LogMissed(groupId, joined.Count, left.Count);
        }

        await found.TellAsync("user_out_group", groupId, left, seenAt);
        await found.TellAsync("user_join_group", groupId, joined, seenAt);
    }

    private async Task CompareWaitingAsync(string groupId, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var waiting = await zalo.ListPendingAsync(groupId, cancellationToken: cancellationToken);
        if (!waiting.IsOk)
        {
            return;
        }

        var people = waiting.Value.Items.Where(person => person.UserId is { Length: > 0 }).ToList();
        if (people.Count > 0)
        {
            await names.RememberAsync(people.Where(person => !string.IsNullOrWhiteSpace(person.Name)).Select(person => KeyValuePair.Create(person.UserId!, person.Name!)));
        }

        var ids = people.Select(person => person.UserId!).ToHashSet(StringComparer.Ordinal);
        var book = (await _store.Database.HashGetAllAsync(_store.Keys.Pending(groupId))).ToDictionary(entry => entry.Name.ToString(), entry => (long)entry.Value, StringComparer.Ordinal);
        await found.TellAsync("user_request_join_group", groupId, [.. ids.Where(userId => !book.ContainsKey(userId))], seenAt);
        if (waiting.Value.IsWhole)
        {
            var before = (seenAt - ClockSlack).ToUnixTimeMilliseconds();
            await found.TellAsync("reject_request_join_group", groupId, [.. book.Where(entry => entry.Value < before && !ids.Contains(entry.Key)).Select(entry => entry.Key)], seenAt);
        }
    }

    private async Task LookAtSettingsAsync(string groupId)
    {
        var changes = new Changes();
        var now = time.GetUtcNow();
        AgendaStore.Write(changes, _store.Keys, new AgendaItem
        {
            Id = AgendaItem.IdOf(AgendaKind.CheckSettings, groupId, ""), Kind = AgendaKind.CheckSettings, GroupId = groupId, Due = now, GivesUpAt = now + AgendaStore.Patience,
        });
        if (await changes.CommitAsync(_store.Database))
        {
            nudge.Wake(Nudge.Agenda);
        }
    }

    // Lost or expired groups, a refused permission, a machine abroad: asking every other minute helps nobody.
    private async Task<bool> NoteFailureAsync(string groupId, ZaloError error)
    {
        LogNotListed(groupId, error.Code ?? 0, error.Meaning);
        if (error.Class is not (ErrorClass.PermanentForTarget or ErrorClass.Operator or ErrorClass.CallerMistake))
        {
            return false;
        }

        await notices.RaiseAsync($"compare:{groupId}:{error.Meaning}", error);
        await _store.Database.HashSetAsync(_store.Keys.ComparedAt, groupId, time.GetUtcNow().ToUnixTimeMilliseconds());
        return true;
    }

    private async Task<DateTimeOffset> ComparedAtAsync(string groupId) =>
        await _store.Database.HashGetAsync(_store.Keys.ComparedAt, groupId) is { IsNull: false } at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : DateTimeOffset.MinValue;

    private async Task<IReadOnlyList<GroupOptions>> OldestFirstAsync()
    {
        var at = (await _store.Database.HashGetAllAsync(_store.Keys.ComparedAt)).ToDictionary(entry => entry.Name.ToString(), entry => (long)entry.Value, StringComparer.Ordinal);
        return [.. settings.Current.Groups.OrderBy(group => at.GetValueOrDefault(group.Id))];
    }

    [LoggerMessage(3, LogLevel.Warning, "The members of group {GroupId} could not be listed: code {Code}, {Meaning}.")]
    private partial void LogNotListed(string groupId, int code, ErrorMeaning meaning);

    [LoggerMessage(4, LogLevel.Information, "Group {GroupId} was compared for the first time: {Count} people are its baseline.")]
    private partial void LogBaseline(string groupId, int count);

    [LoggerMessage(5, LogLevel.Warning, "Group {GroupId} could not be compared; it is tried again later.")]
    private partial void LogFailed(string groupId, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "Group {GroupId}: {Joined} joinings and {Left} departures were found that no event had told.")]
    private partial void LogMissed(string groupId, int joined, int left);
}
