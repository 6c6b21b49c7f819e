using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Membership;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Groups;

/// <summary>
/// Asks the platform now and then who is in each declared group. The first answer is the group's baseline: those found there
/// are nobody's fault. Every answer brings the names that events do not carry.
/// </summary>
public sealed partial class GroupComparison(Store store, ZaloClient zalo, NameBook names, ErasedPeople erasedPeople, SettingsSource settings, TimeProvider time, ILogger<GroupComparison> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>After a failure, often enough that names come soon once the platform answers.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var allWell = true;
            foreach (var group in settings.Current.Groups)
            {
                try
                {
                    allWell &= await CompareAsync(group.Id, stoppingToken);
                }
                catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception failure)
                {
                    // One group that cannot be compared keeps nobody from the others, nor the bot from its work.
                    allWell = false;
                    LogFailed(group.Id, failure);
                }
            }

            await Task.Delay(allWell ? Interval : RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Compares one group; false when the platform did not answer.</summary>
    public async Task<bool> CompareAsync(string groupId, CancellationToken cancellationToken)
    {
        var members = await zalo.ListMembersAsync(groupId, cancellationToken: cancellationToken);
        if (!members.IsOk)
        {
            LogNotListed(groupId, members.Error.Code ?? 0, members.Error.Meaning);
            return false;
        }

        var erased = await erasedPeople.ReadAsync();
        var people = members.Value.Items.Where(member => member.UserId is { Length: > 0 } id && !erased.Contains(id)).ToList();
        if (people.Count > 0)
        {
            await names.RememberAsync(people.Where(person => !string.IsNullOrWhiteSpace(person.Name)).Select(person => KeyValuePair.Create(person.UserId!, person.Name!)));
        }

        if (members.Value.IsWhole && await store.Database.SetAddAsync(store.Keys.Compared, groupId))
        {
            var state = JsonSerializer.SerializeToUtf8Bytes(new MemberState(In: true, time.GetUtcNow(), MemberSource.Baseline), StorageJson.Default.MemberState);
            await Task.WhenAll(people.Select(person => store.Database.HashSetAsync(store.Keys.Members(groupId), person.UserId, state, When.NotExists)));
            LogBaseline(groupId, people.Count);
        }

        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The members of group {GroupId} could not be listed: code {Code}, {Meaning}.")]
    private partial void LogNotListed(string groupId, int code, ErrorMeaning meaning);

    [LoggerMessage(3, LogLevel.Warning, "Group {GroupId} could not be compared; it is tried again later.")]
    private partial void LogFailed(string groupId, Exception failure);

    [LoggerMessage(2, LogLevel.Information, "Group {GroupId} was compared for the first time: {Count} people are its baseline.")]
    private partial void LogBaseline(string groupId, int count);
}
