using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ZaloBot.Emulator;

/// <summary>A call with its tokens checked, and strict readers for what it carries: ids are strings, a missing field is -201.</summary>
internal sealed class ApiRequest(HttpContext context, byte[] raw)
{
    private JsonObject? _body;

    public HttpContext Http => context;

    public byte[] Raw => raw;

    /// <summary>The JSON body of a POST.</summary>
    public JsonObject Body => _body ??= Parse(raw);

    /// <summary>The JSON in the query parameter <c>data</c> of the older GET calls.</summary>
    public JsonObject Data => Parse(System.Text.Encoding.UTF8.GetBytes(Query("data")));

    public string Query(string name) =>
        context.Request.Query[name] is [{ Length: > 0 } value] ? value : throw ApiRefusal.Invalid(name);

    public string Text(string name) => Text(Body[name], name);

    public static string Text(JsonNode? node, string name) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : throw ApiRefusal.Invalid(name);

    public static string? OptionalText(JsonNode? node, string name) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw ApiRefusal.Invalid(name),
    };

    public static bool? OptionalFlag(JsonNode? node, string name) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiRefusal.Invalid(name),
    };

    public static JsonObject Object(JsonNode? node, string name) => node as JsonObject ?? throw ApiRefusal.Invalid(name);

    public IReadOnlyList<string> Ids(string name, int most)
    {
        if (Body[name] is not JsonArray { Count: > 0 } array)
        {
            throw ApiRefusal.Invalid(name);
        }

        return array.Count <= most ? [.. array.Select(id => Text(id, name)).Distinct(StringComparer.Ordinal)] : throw ApiRefusal.TooLarge(name);
    }

    /// <summary>Offset and count of a list, from the query or from <see cref="Data"/>; 0 and 5 when left out.</summary>
    public (int Offset, int Count) Page(int most, Quirks quirks, JsonObject? data = null)
    {
        var offset = Number("offset", 0);
        var count = Number("count", 5);
        return count <= most ? (offset, count) : quirks.CutsLargeCounts ? (offset, most) : throw ApiRefusal.TooLarge("count");

        int Number(string name, int otherwise)
        {
            var text = data is null ? (string?)context.Request.Query[name] : data[name]?.ToString();
            return text is null ? otherwise
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw ApiRefusal.Invalid(name);
        }
    }

    private static JsonObject Parse(byte[] utf8)
    {
        try
        {
            return JsonNode.Parse(utf8) as JsonObject ?? throw ApiRefusal.Invalid("body");
        }
        catch (JsonException)
        {
            throw ApiRefusal.Invalid("body");
        }
    }
}
