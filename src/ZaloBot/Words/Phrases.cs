using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ZaloBot.Words;

/// <summary>Short Vietnamese phrases that fill the templates and the pages, by name; they lie in <c>Phrases.json</c>.</summary>
public static class Phrases
{
    private static readonly FrozenDictionary<string, string> All = Load();

    /// <summary>The phrase of this name.</summary>
    /// <exception cref="KeyNotFoundException">A slip in the program: there is none.</exception>
    public static string Get(string name) => All[name];

    /// <summary>The phrase of this name with <c>{0}</c>, <c>{1}</c> … filled.</summary>
    public static string Fill(string name, params object?[] values) => string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(All[name]), values);

    /// <summary>The phrase for a member of an enumeration, named <c>kind.member</c>.</summary>
    public static string Of<T>(string kind, T member)
        where T : struct, Enum =>
        All[$"{kind}.{member}"];

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ZaloBot.Words.Phrases.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
