using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>Events made by hand, as the platform would write them, and their signatures.</summary>
internal static class Some
{
    private static int _number;

    /// <summary>A member's text in a group, at the hour of the scenario.</summary>
    public static byte[] GroupText(string group, string sender, string text, string? messageId = null, long? timestamp = null) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["event_name"] = "user_send_group_text",
        ["app_id"] = "1234567890123456789",
        ["oa_id"] = "4000000000000000001",
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = group },
        ["message"] = new JsonObject { ["text"] = text, ["msg_id"] = messageId ?? $"{Interlocked.Increment(ref _number):x20}" },
        ["timestamp"] = $"{timestamp ?? The.Morning.ToUnixTimeMilliseconds()}",
    }.ToJsonString());

    /// <summary>What a person writes to the OA.</summary>
    public static byte[] PrivateText(string sender, string text, DateTimeOffset at) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["event_name"] = "user_send_text",
        ["app_id"] = "1234567890123456789",
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = "4000000000000000001" },
        ["message"] = new JsonObject { ["text"] = text, ["msg_id"] = $"{Interlocked.Increment(ref _number):x20}" },
        ["timestamp"] = $"{at.ToUnixTimeMilliseconds()}",
    }.ToJsonString());

    /// <summary>An event of a group's life that names people.</summary>
    public static byte[] Lifecycle(string name, string group, DateTimeOffset at, params string[] users) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["event_name"] = name,
        ["oa_id"] = "4000000000000000001",
        ["group_id"] = group,
        ["app_id"] = "1234567890123456789",
        ["users"] = new JsonArray([.. users.Select(user => (JsonNode)new JsonObject { ["id"] = user })]),
        ["timestamp"] = $"{at.ToUnixTimeMilliseconds()}",
    }.ToJsonString());

    /// <summary>
    /// The signature by the fact sheet, 2.2, written here once more on purpose: the test must not share a misreading with the
    /// code it tests.
    /// </summary>
    public static string SignatureOf(byte[] body, string secret = "oaSecretForTests000", string? app = null)
    {
        var (named, timestamp) = Read(body);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(app ?? named), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(secret)]));
    }

    private static (string App, string Timestamp) Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return (Text(json, "app_id"), Text(json, "timestamp"));
        }
        catch (JsonException)
        {
            return ("1234567890123456789", "");
        }
    }

    private static string Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
}
