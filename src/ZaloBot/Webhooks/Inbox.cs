using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Where accepted events wait: a list per lane. The holder of the lane's lease reads the oldest and leaves them where they are;
/// the commit that marks them done removes them. So an event is in the list from the moment it was accepted until then.
/// </summary>
public sealed class Inbox
{
    private readonly Store _store;
    private readonly Nudge _nudge;
    private readonly SettingsSource _settings;
    private readonly InboxBatches _batches;

    // How long each lane was when this process last heard of it.
    private readonly long[] _lengths = new long[StoreKeys.Lanes];

    public Inbox(Store store, Nudge nudge, SettingsSource settings)
    {
        (_store, _nudge, _settings) = (store, nudge, settings);
        _batches = new InboxBatches(store, OnKept);
    }

    /// <summary>True when so much waits that new events go to the spool: the store's memory is not for hoarding.</summary>
    public bool IsFull
    {
        get
        {
            var waiting = 0L;
            foreach (ref var length in _lengths.AsSpan())
            {
                waiting += Volatile.Read(ref length);
            }

            return waiting >= _settings.Current.Webhook.MaxWaiting;
        }
    }

    /// <summary>Keeps an event. When the task ends without an exception, the event is durable.</summary>
    /// <exception cref="RedisException">The store did not answer in time, or is away.</exception>
    /// <exception cref="TimeoutException">The store did not answer in time; the event may have been kept all the same.</exception>
    public Task KeepAsync(int lane, ReadOnlyMemory<byte> entry) => _batches.PushAsync(lane, entry);

    /// <summary>Up to <paramref name="atMost"/> of the oldest events, oldest first. They stay until <see cref="Finish"/>.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(int lane, int atMost) =>
        OldestFirst(await _store.Database.ListRangeAsync(_store.Keys.Inbox(lane), -atMost, -1));

    /// <summary>How many commits the lane has seen; the number each of them must name.</summary>
    public async Task<long> TurnAsync(int lane) => (long)await _store.Database.StringGetAsync(_store.Keys.LaneTurn(lane));

    /// <summary>
    /// Adds to a commit that the oldest <paramref name="count"/> events of the lane are done. It is written only if no other
    /// commit came after <paramref name="turn"/> was read: one whose answer was lost may arrive late, and must not remove
    /// events that nobody has looked at.
    /// </summary>
    /// <param name="changes">The commit.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="count">How many events are done.</param>
    /// <param name="turn">The number the commit must name.</param>
    /// <param name="next">So many of the events behind them are read in the same go.</param>
    /// <returns>To be asked once the commit is written: those events, oldest first.</returns>
    public Func<IReadOnlyList<byte[]>> Finish(Changes changes, int lane, int count, long turn, int next)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(next, 1);
        Task<RedisValue[]>? behind = null;
        changes.Require(turn == 0 ? Condition.KeyNotExists(_store.Keys.LaneTurn(lane)) : Condition.StringEqual(_store.Keys.LaneTurn(lane), turn));
        changes.Add(transaction => transaction.StringIncrementAsync(_store.Keys.LaneTurn(lane)));
        changes.Add(transaction => transaction.ListTrimAsync(_store.Keys.Inbox(lane), 0, -(count + 1)));
        changes.Add(transaction => behind = transaction.ListRangeAsync(_store.Keys.Inbox(lane), -next, -1));
        return () => OldestFirst(behind!.Result);
    }

    /// <summary>How many events wait or are being worked on.</summary>
    public async Task<long> LengthAsync() => (await LengthsAsync()).Sum();

    /// <summary>How many events wait or are being worked on in each lane.</summary>
    public async Task<IReadOnlyList<long>> LengthsAsync()
    {
        var lengths = await Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).Select(lane => _store.Database.ListLengthAsync(_store.Keys.Inbox(lane))));
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            Volatile.Write(ref _lengths[lane], lengths[lane]);
        }

        return lengths;
    }

    // New ones are pushed in front.
    private static IReadOnlyList<byte[]> OldestFirst(RedisValue[] values) => [.. values.Reverse().Select(value => (byte[])value!)];

    private void OnKept(int lane, long length, int count)
    {
        Volatile.Write(ref _lengths[lane], length);

        // Who put the first one there has woken everybody; the lane's worker looks again before it rests.
        _nudge.Wake(lane, everywhere: length == count);
    }
}
