using System.Text.Json;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Correctly signed events that could not be used, kept with the reason so that nothing is lost and an administrator can look.
/// Bounded in number and age: bodies are personal data.
/// </summary>
public sealed class Quarantine(Store store)
{
    /// <summary>How many are kept; the oldest go first.</summary>
    public const int Capacity = 1_000;

    /// <summary>Adds an event to a commit.</summary>
    public void Add(Changes changes, InboxEntry entry, string reason)
    {
        var value = Write(entry, reason);
        changes.Add(transaction => transaction.ListLeftPushAsync(store.Keys.Quarantine, value));
        changes.Add(transaction => transaction.ListTrimAsync(store.Keys.Quarantine, 0, Capacity - 1));
    }

    /// <summary>The newest entries.</summary>
    public async Task<IReadOnlyList<QuarantinedEvent>> ReadAsync(int atMost)
    {
        var values = await store.Database.ListRangeAsync(store.Keys.Quarantine, 0, atMost - 1);
        return [.. values.Select(value => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.QuarantinedEvent)!)];
    }

    /// <summary>Drops what is older than <paramref name="keep"/>.</summary>
    public async Task TrimAsync(DateTimeOffset now, TimeSpan keep)
    {
        while (await store.Database.ListGetByIndexAsync(store.Keys.Quarantine, -1) is { IsNull: false } oldest &&
            now - JsonSerializer.Deserialize((byte[])oldest!, StorageJson.Default.QuarantinedEvent)!.ReceivedAt >= keep)
        {
            await store.Database.ListRemoveAsync(store.Keys.Quarantine, oldest, -1);
        }
    }

    private static byte[] Write(InboxEntry entry, string reason) =>
        JsonSerializer.SerializeToUtf8Bytes(new QuarantinedEvent(entry.ReceivedAt, reason, entry.Body.ToArray()), StorageJson.Default.QuarantinedEvent);
}

/// <summary>An event that could not be used.</summary>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Reason">Why it could not be used.</param>
/// <param name="Body">The body as received.</param>
public sealed record QuarantinedEvent(DateTimeOffset ReceivedAt, string Reason, byte[] Body);
