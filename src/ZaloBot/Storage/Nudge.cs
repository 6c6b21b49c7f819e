using System.Globalization;
using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// Wakes the loop that waits on a topic (a lane, or the outbox), in this process at once and in others through the store's
/// pub/sub. A lost nudge costs only the time until the next slow poll: nobody relies on it.
/// </summary>
public sealed class Nudge(Store store) : IAsyncDisposable
{
    /// <summary>The topic of the outbox; lanes are their own number.</summary>
    public const int Outbox = StoreKeys.Lanes;

    /// <summary>The topic of the agenda.</summary>
    public const int Agenda = StoreKeys.Lanes + 1;

    /// <summary>How often a loop looks by itself, in case a nudge was lost.</summary>
    public static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource[] _topics = [.. Enumerable.Range(0, Agenda + 1).Select(_ => NewSource())];
    private readonly bool[] _served = new bool[Agenda + 1];

    /// <summary>Hears the nudges of other processes. Not needed while this process alone runs the embedded store.</summary>
    public async Task ListenAsync()
    {
        if (store.OwnsEmbedded)
        {
            return;
        }

        await store.Connection.GetSubscriber().SubscribeAsync(store.Keys.Nudges, (_, topic) =>
        {
            if (int.TryParse((string?)topic, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < _topics.Length)
            {
                WakeHere(number);
            }
        });
    }

    /// <summary>Wakes the loops on a topic, in this process and, unless the one that serves it is here or they have been woken already, in all others.</summary>
    public void Wake(int topic, bool everywhere = true)
    {
        WakeHere(topic);
        if (everywhere && !store.OwnsEmbedded && !Volatile.Read(ref _served[topic]))
        {
            _ = store.Intake.PublishAsync(store.Keys.Nudges, topic, CommandFlags.FireAndForget);
        }
    }

    /// <summary>Says, until disposed, that the one loop that serves a topic is in this process: no other needs to be woken.</summary>
    public IDisposable Serve(int topic)
    {
        Volatile.Write(ref _served[topic], true);
        return new Serving(() => Volatile.Write(ref _served[topic], false));
    }

    /// <summary>The next nudge on a topic. Take it before looking for work, wait on it after finding none: then none is missed.</summary>
    public Task Next(int topic) => Volatile.Read(ref _topics[topic]).Task;

    public async ValueTask DisposeAsync() =>
        await store.Connection.GetSubscriber().UnsubscribeAsync(store.Keys.Nudges, flags: CommandFlags.FireAndForget);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void WakeHere(int topic) => Interlocked.Exchange(ref _topics[topic], NewSource()).TrySetResult();

    private sealed class Serving(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
