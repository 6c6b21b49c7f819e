using StackExchange.Redis;
using ZaloBot.Membership.Agenda;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership;

/// <summary>
/// What the bot itself is doing to people. No event says who acted (fact sheet 3.1), so each act is written down before the
/// call, and the event that comes back is recognised by it; everything else was done by a person, nobody knows whom.
/// </summary>
public static class OwnActs
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Adds to a commit that the bot is about to do this.</summary>
    public static void Note(Changes changes, StoreKeys keys, AgendaItem item) =>
        changes.Add(transaction => transaction.StringSetAsync(keys.OwnAct(item.GroupId, item.Kind.ToString(), item.UserId), item.Number ?? "", Kept, When.Always));

    /// <summary>
    /// The number of the consent by which the bot did one of these to the person (empty without any), or null when it did not. The
    /// mark is used up with the event's commit.
    /// </summary>
    public static async Task<string?> TakeAsync(EventScope scope, string groupId, string userId, params AgendaKind[] kinds)
    {
        foreach (var key in kinds.Select(kind => scope.Keys.OwnAct(groupId, kind.ToString(), userId)))
        {
            if (await scope.Database.StringGetAsync(key) is { IsNull: false } number)
            {
                scope.Changes.Add(transaction => transaction.KeyDeleteAsync(key));
                return number.ToString();
            }
        }

        return null;
    }
}
