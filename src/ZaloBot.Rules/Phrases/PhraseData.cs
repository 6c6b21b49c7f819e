using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Phrases;

/// <summary>The phrase files that come with the rules.</summary>
internal static class PhraseData
{
    private static readonly string[] Files =
        ["personal.json", "off-topic.json", "advertising.json", "unofficial.json", "uncivil.json", "scam.json", "work.json", "common.json"];

    /// <summary>All signs with their patterns, in the order of the files.</summary>
    public static IReadOnlyList<KeyValuePair<string, string[]>> Signs() =>
        [.. Files.SelectMany(file => Read(file, PhraseJson.Default.SignFile).Signs)];

    /// <summary>Chat abbreviations, and the words worth joining when their letters are parted by spaces.</summary>
    public static AbbreviationFile Abbreviations() => Read("abbreviations.json", PhraseJson.Default.AbbreviationFile);

    /// <summary>Signs that together speak for a breach.</summary>
    public static IReadOnlyList<PatternRow> Patterns() => Read("patterns.json", PhraseJson.Default.PatternFile).Patterns;

    /// <summary>How much each sign weighs.</summary>
    public static SignWeights Weights() => Read("weights.json", PhraseJson.Default.SignWeights);

    /// <summary>Writes weights as <see cref="Weights"/> reads them.</summary>
    public static void Write(SignWeights weights, Stream stream) => JsonSerializer.Serialize(stream, weights, PhraseJson.Default.SignWeights);

    /// <summary>What is said to people about findings.</summary>
    public static ReasonFile Reasons() => Read("Reasons.vi.json", PhraseJson.Default.ReasonFile);

    private static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var name = $"ZaloBot.Rules.Phrases.Data.{file}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        return JsonSerializer.Deserialize(stream, type) ?? throw new InvalidOperationException($"The resource {name} is empty.");
    }
}

/// <summary>A file of signs: a name and the patterns of the phrases that give it.</summary>
internal sealed record SignFile(Dictionary<string, string[]> Signs);

/// <summary>The file of abbreviations.</summary>
internal sealed record AbbreviationFile(Dictionary<string, string> Words, string[] Spelt);

/// <summary>The file of patterns.</summary>
internal sealed record PatternFile(PatternRow[] Patterns);

/// <summary>A pattern as the file has it: sets of signs parted by |.</summary>
internal sealed record PatternRow(string Name, string Category, bool Strong, bool Vague, string[] All, string[]? None, int? WorkAtMost);

/// <summary>The file of sentences.</summary>
internal sealed record ReasonFile(
    Dictionary<string, string> Patterns, Dictionary<string, string> Breaches, Dictionary<string, string> Clauses, Dictionary<string, string> Cleared,
    string OwnPhrase, string WithWords, string LearntWork, string LearntBreach);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, WriteIndented = true)]
[JsonSerializable(typeof(SignFile))]
[JsonSerializable(typeof(AbbreviationFile))]
[JsonSerializable(typeof(PatternFile))]
[JsonSerializable(typeof(SignWeights))]
[JsonSerializable(typeof(ReasonFile))]
internal sealed partial class PhraseJson : JsonSerializerContext;
