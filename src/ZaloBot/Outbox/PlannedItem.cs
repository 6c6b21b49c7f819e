using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>An item as it stands in the store: who writes it anew can make sure that it stood so to the last.</summary>
/// <param name="Item">The item.</param>
/// <param name="Value">How the store has it.</param>
public sealed record PlannedItem(OutboxItem Item, RedisValue Value)
{
    /// <summary>Reads an item of the store.</summary>
    public PlannedItem(RedisValue value)
        : this(JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.OutboxItem)!, value)
    {
    }
}
