using System.Text.Json;

namespace ZaloBot.Zalo.Json;

/// <summary>
/// A JSON object read field by field: takes any spelling, never throws, and remembers what was asked for, so that the rest can
/// be kept.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Of a repeated field the last counts; a field whose name cannot be read is passed over.</summary>
    public JsonFields(JsonElement source)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in source.EnumerateObject())
        {
            if (LooseText.Name(property) is { } name)
            {
                _fields[name] = property.Value;
            }
        }
    }

    /// <summary>An object without fields.</summary>
    public static JsonFields None => new(default);

    /// <summary>Text or a number as text, under the first of the names that has one; null for anything else.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (TryGet(name, out var value) && LooseText.Read(value) is { } text)
            {
                _asked.Add(name);
                return text;
            }
        }

        return null;
    }

    /// <summary>Text that is written as text; null for anything else, a number too.</summary>
    public string? String(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.String ? Text(name) : null;

    /// <summary>As <see cref="Text"/>, but an empty value counts as none.</summary>
    public string? Id(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name)?.Trim() is { Length: > 0 } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>The <c>id</c> of an object such as <c>sender</c>, or the bare id in its place.</summary>
    public string? IdOf(string name) => Child(name) is { } child ? child.Id("id", "user_id") : Id(name);

    /// <summary>An object; null for anything else.</summary>
    public JsonFields? Child(string name)
    {
        if (!TryGet(name, out var value) || value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        _asked.Add(name);
        return new JsonFields(value);
    }

    /// <summary>The entries of a list, or the one thing that stands in its place; empty when there is neither.</summary>
    public IReadOnlyList<JsonElement> Entries(string name)
    {
        if (!TryGet(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        _asked.Add(name);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    }

    /// <summary>Fields nobody asked for, copied so that they outlive the document.</summary>
    public void KeepRest(Dictionary<string, JsonElement> rest, string prefix = "")
    {
        foreach (var (name, value) in _fields)
        {
            if (!_asked.Contains(name))
            {
                rest[prefix + name] = value.Clone();
            }
        }
    }

    private bool TryGet(string name, out JsonElement value) => _fields.TryGetValue(name, out value);
}
