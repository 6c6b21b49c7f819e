using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZaloBot.Zalo.Json;

/// <summary>Reads <c>links</c> of a history row: texts, or objects with <c>url</c> or <c>href</c>; anything else counts as none.</summary>
internal sealed class LinksConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. Addresses(document.RootElement)];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var link in value)
        {
            writer.WriteStringValue(link);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<string> Addresses(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Addresses),
        JsonValueKind.Object when element.TryGetProperty("url", out var url) => Addresses(url),
        JsonValueKind.Object when element.TryGetProperty("href", out var address) => Addresses(address),
        _ => [],
    };
}
