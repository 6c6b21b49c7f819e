using System.Globalization;
using System.Text.Json;
using ZaloBot.Words;

namespace ZaloBot.Settings;

/// <summary>Reads the settings file into nodes and lays environment variables and secret files over them.</summary>
internal static class SettingTree
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The nodes of a JSON text.</summary>
    /// <exception cref="JsonException">It is no JSON; the exception knows the line.</exception>
    public static SettingNode Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Lenient);
            return Convert(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as \ud83d: JSON allows it, text can not hold it.
            using var mended = JsonDocument.Parse(LoneSurrogates.Replace(utf8.Span), Lenient);
            return Convert(mended.RootElement);
        }
    }

    /// <summary>Puts <paramref name="text"/> where <paramref name="name"/> (parts separated by <c>__</c> or <c>:</c>) points.</summary>
    public static void Lay(SettingObject root, string name, string text)
    {
        var parts = Parts(name);
        var node = (SettingNode)root;
        for (var i = 0; i < parts.Length; i++)
        {
            var value = i == parts.Length - 1 ? new SettingValue(JsonValueKind.Undefined, text) { Origin = name } : null;
            node = Step(node, parts[i], value, nextIsIndex: i + 1 < parts.Length && Index(parts[i + 1]) is not null);
        }
    }

    /// <summary>The first part of a variable's name.</summary>
    public static string FirstPart(string name) => Parts(name)[0];

    private static string[] Parts(string name) => name.Replace("__", ":", StringComparison.Ordinal).Split(':');

    private static SettingNode Step(SettingNode node, string part, SettingValue? value, bool nextIsIndex)
    {
        SettingNode Fresh() => (SettingNode?)value ?? (nextIsIndex ? new SettingList([]) : new SettingObject([]));

        if (node is SettingList list && Index(part) is { } index)
        {
            // A gap in the numbers would leave holes: what comes after the end is appended.
            if (index >= list.Entries.Count)
            {
                list.Entries.Add(Fresh());
                return list.Entries[^1];
            }

            return list.Entries[index] = value ?? list.Entries[index];
        }

        if (node is SettingObject holder)
        {
            var next = value is null && holder.Last(part) is { } known and not SettingValue ? known : Fresh();
            holder.Set(holder.Members.FirstOrDefault(member => member.Key.Equals(part, StringComparison.OrdinalIgnoreCase)).Key ?? part, next);
            return next;
        }

        return Fresh();
    }

    private static int? Index(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static SettingNode Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new SettingObject([.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Convert(member.Value)))]),
        JsonValueKind.Array => new SettingList([.. element.EnumerateArray().Select(Convert)]),
        JsonValueKind.String => new SettingValue(JsonValueKind.String, element.GetString()!),
        _ => new SettingValue(element.ValueKind, element.GetRawText()),
    };
}
