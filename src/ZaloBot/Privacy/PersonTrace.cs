using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ZaloBot.Words;

namespace ZaloBot.Privacy;

/// <summary>
/// Recognises one person in whatever the store holds, by the words that stand for them: their ids, and the numbers of their
/// cases. It knows no particular record, so that a new kind of record is found too, as long as it names people by id.
/// </summary>
internal sealed class PersonTrace(IReadOnlySet<string> words, IReadOnlyList<string>? names = null)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Letters and digits in a row; every id and case number is one.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }

    /// <summary>True when this is one of the person's words.</summary>
    public bool Is(string word) => words.Contains(word);

    /// <summary>True when one of the person's words stands in the text.</summary>
    public bool StandsIn(string text) => WordsOf(text).Any(words.Contains);

    /// <summary>The value without the person: unchanged, changed, or null when all of it is about them.</summary>
    public byte[]? Without(byte[] value)
    {
        if (!Utf8.IsValid(value))
        {
            return value;
        }

        var text = Encoding.UTF8.GetString(value);
        if (!StandsIn(text))
        {
            return value;
        }

        if (Parse(text) is { } json)
        {
            return IsAbout(json) ? null : Encoding.UTF8.GetBytes(json.ToJsonString(Plain));
        }

        return Is(text) ? null : Encoding.UTF8.GetBytes(Unnamed(text));
    }

    /// <summary>A record of what is to be said, with nobody in place of the person's name. Others of that name lose it too, which harms nobody.</summary>
    public byte[] WithoutName(byte[] record)
    {
        if (names is not { Count: > 0 })
        {
            return record;
        }

        var text = Encoding.UTF8.GetString(record);
        var result = names.Aggregate(text, (rest, name) => Regex.Replace(
            rest, $@"(?<![\p{{L}}\p{{Nd}}]){Regex.Escape(name)}(?![\p{{L}}\p{{Nd}}])", Phrases.Get("SomeMember"), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        return result == text ? record : Encoding.UTF8.GetBytes(result);
    }

    /// <summary>What of the value is about the person: it all, or those parts of it; nothing when it only mentions them.</summary>
    public IEnumerable<JsonNode> PartsOf(byte[] value)
    {
        var text = Encoding.UTF8.GetString(value);
        if (!StandsIn(text))
        {
            return [];
        }

        return Parse(text) is { } json ? PartsOf(json) : [JsonValue.Create(text)];
    }

    /// <summary>The object or list that a text is, or null when it is none.</summary>
    public static JsonNode? Parse(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A record is about the person when one of its fields, at any depth, is one of their words. What stands in a list or under
    // their id is a part of its own and goes alone.
    private bool IsAbout(JsonNode? node) => node switch
    {
        JsonObject record => IsAbout(record),
        JsonArray list => Thin(list),
        JsonValue value => Is(value.ToString()),
        _ => false,
    };

    private bool IsAbout(JsonObject record)
    {
        foreach (var (name, value) in record.ToList())
        {
            if (Is(name))
            {
                record.Remove(name);
            }
            else if (IsAbout(value))
            {
                return true;
            }
        }

        foreach (var (name, value) in record.ToList())
        {
            if (value is JsonValue && value.ToString() is var text && StandsIn(text))
            {
                record[name] = Unnamed(text);
            }
        }

        return false;
    }

    private bool Thin(JsonArray list)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (IsAbout(list[i]))
            {
                list.RemoveAt(i);
            }
            else if (list[i] is JsonValue value && value.ToString() is var text && StandsIn(text))
            {
                list[i] = Unnamed(text);
            }
        }

        return false;
    }

    private IEnumerable<JsonNode> PartsOf(JsonNode? node) => node switch
    {
        JsonObject record when record.Any(field => field.Value is JsonValue value && Is(value.ToString())) => [record],
        JsonObject record => record.SelectMany(field => Is(field.Key) ? [field.Value!] : PartsOf(field.Value)),
        JsonArray list => list.SelectMany(PartsOf),
        _ => [],
    };

    /// <summary>The text with each of the person's words replaced; a longer word that holds one stays as it is.</summary>
    public string Replace(string text, string by)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                continue;
            }

            var word = text[start..i];
            result.Append(Is(word) ? by : word);
            if (i < text.Length)
            {
                result.Append(text[i]);
            }

            start = i + 1;
        }

        return result.ToString();
    }

    // "[@7000…]" and the bare id alike: somebody, no longer whom.
    private string Unnamed(string text)
    {
        const string Mark = "\uE000";
        var somebody = Phrases.Get("SomeMember");
        return Replace(text, Mark).Replace($"[@{Mark}]", somebody, StringComparison.Ordinal).Replace(Mark, "…", StringComparison.Ordinal);
    }
}
