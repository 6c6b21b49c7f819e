using System.Globalization;
using System.Text.Json;
using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>Reads <c>message.attachments</c> in every shape of fact sheet 4, and what merely resembles them.</summary>
internal static class AttachmentReader
{
    public static IReadOnlyList<Attachment> Read(JsonFields message, MessageKind kind) =>
        [.. message.Entries("attachments").Where(entry => entry.ValueKind == JsonValueKind.Object).Select(entry => Read(entry, kind))];

    private static Attachment Read(JsonElement entry, MessageKind kind)
    {
        var outer = new JsonFields(entry);
        var type = outer.Text("type");
        var payload = outer.Child("payload") ?? outer;
        var coordinates = payload.Child("coordinates") ?? payload;

        // Only the event name tells a business card from a link (fact sheet 4).
        var card = kind == MessageKind.BusinessCard ? ReadCard(payload) : null;
        var attachment = new Attachment
        {
            Type = type,
            Url = payload.Text("url") ?? outer.Text("url", "payload"),
            Thumbnail = payload.Text("thumbnail", "thumb"),
            Description = card is null ? payload.Text("description") : null,
            Name = payload.Text("name"),
            Size = Json.Scalar.Number(payload.Text("size")),
            Checksum = payload.Text("checksum"),
            FileType = ReferenceEquals(payload, outer) ? null : payload.Text("type"),
            Id = payload.Id("id"),
            Latitude = Degrees(coordinates.Text("latitude")),
            Longitude = Degrees(coordinates.Text("longitude")),
            Card = card,
        };
        var rest = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        outer.KeepRest(rest);
        if (!ReferenceEquals(payload, outer))
        {
            payload.KeepRest(rest);
        }

        return rest.Count == 0 ? attachment : attachment with { Unmapped = rest };
    }

    // The description is JSON once more, as text; read as an object too, should it ever become one.
    private static BusinessCard? ReadCard(JsonFields payload)
    {
        if (payload.Child("description") is { } plain)
        {
            return new BusinessCard(plain.Text("phone"), plain.Text("qrCodeUrl"));
        }

        try
        {
            using var inner = JsonDocument.Parse(payload.Text("description") ?? "");
            var fields = inner.RootElement.ValueKind == JsonValueKind.Object ? new JsonFields(inner.RootElement) : null;
            return fields is null ? null : new BusinessCard(fields.Text("phone"), fields.Text("qrCodeUrl"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double? Degrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees) ? degrees : null;
}
