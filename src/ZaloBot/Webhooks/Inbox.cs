using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Where accepted events wait. A list per lane, and beside it a list of what the lane's worker has taken and not yet
/// committed: an event is in one of the two from the moment it was accepted until the commit that marks it done.
/// </summary>
public sealed class Inbox(Store store, Nudge nudge)
{
    /// <summary>Keeps an event. When the task ends without an exception, the event is durable.</summary>
    /// <exception cref="RedisException">The store did not answer in time, or is away.</exception>
    /// <exception cref="TimeoutException">The store did not answer in time; the event may have been kept all the same.</exception>
    public async Task KeepAsync(int lane, InboxEntry entry)
    {
        await store.Database.ListLeftPushAsync(store.Keys.Inbox(lane), entry.ToBytes());
        nudge.Wake(lane);
    }

    /// <summary>What a worker of this lane took and never committed: it died, or lost its lease. Oldest first.</summary>
    public async Task<IReadOnlyList<byte[]>> TakenAsync(int lane)
    {
        var taken = await store.Database.ListRangeAsync(store.Keys.Taken(lane));
        return [.. taken.Reverse().Select(value => (byte[])value!)];
    }

    /// <summary>Takes up to <paramref name="atMost"/> of the oldest events; they stay in the taken list until committed.</summary>
    public async Task<IReadOnlyList<byte[]>> TakeAsync(int lane, int atMost)
    {
        var waiting = await store.Database.ListLengthAsync(store.Keys.Inbox(lane));
        if (waiting == 0)
        {
            return [];
        }

        var moves = new Task<RedisValue>[(int)Math.Min(waiting, atMost)];
        for (var i = 0; i < moves.Length; i++)
        {
            moves[i] = store.Database.ListMoveAsync(store.Keys.Inbox(lane), store.Keys.Taken(lane), ListSide.Right, ListSide.Left);
        }

        var taken = await Task.WhenAll(moves);
        return [.. taken.Where(value => !value.IsNull).Select(value => (byte[])value!)];
    }

    /// <summary>Adds to a commit that the oldest <paramref name="count"/> taken events of the lane are done.</summary>
    public void Finish(Changes changes, int lane, int count) =>
        changes.Add(transaction => transaction.ListTrimAsync(store.Keys.Taken(lane), 0, -(count + 1)));

    /// <summary>How many events wait or are being worked on.</summary>
    public async Task<long> LengthAsync()
    {
        var lengths = await Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).SelectMany(lane =>
            new[] { store.Database.ListLengthAsync(store.Keys.Inbox(lane)), store.Database.ListLengthAsync(store.Keys.Taken(lane)) }));
        return lengths.Sum();
    }
}
