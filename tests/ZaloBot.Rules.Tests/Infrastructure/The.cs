using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Infrastructure;

/// <summary>What the tests of this project speak of.</summary>
internal static class The
{
    private static readonly Lazy<PhraseIndex> Shipped = new(IndexBuilder.Shipped);

    /// <summary>The index of the shipped phrases; building it takes a while, so tests that only look things up share it.</summary>
    public static PhraseIndex ShippedIndex => Shipped.Value;

    /// <summary>Names of the writer's own signs in a text.</summary>
    public static string[] SignsOf(string text) => Names(SignReader.Default.Read(text, "").Own);

    /// <summary>Names of the signs a text quotes, denies or forbids.</summary>
    public static string[] RelayedSignsOf(string text) => Names(SignReader.Default.Read(text, "").Relayed);

    /// <summary>All that is recognised by its shape in a text, in order: "Price 250k, Phone 0912 345 678".</summary>
    public static string EntitiesOf(string text, OfficialDomains? official = null)
    {
        var (normalised, tokens, entities) = (new NormalisedText(), new TokenList(), new FoundList());
        Normaliser.Run(text, normalised);
        Tokeniser.Run(normalised, tokens);
        EntityReader.Run(normalised, tokens, official ?? OfficialDomains.Common, entities);
        var found = new List<string>();
        foreach (var entity in entities.Span)
        {
            var start = tokens.Span[entity.FirstToken].Start;
            found.Add($"{entity.Kind} {normalised.Original(start, tokens.Span[entity.LastToken].End - start).Of(text)}");
        }

        return string.Join(", ", found);
    }

    /// <summary>The labelled messages beside the training code: those given to the project, or all.</summary>
    public static LabelledMessage[] LabelledMessages(string pattern)
    {
        var folder = Path.Combine(Root(), "src", "ZaloBot.Rules", "Training", "Messages");
        return [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    private static LabelledMessage[] Read(string path)
    {
        using var reader = new StreamReader(path);
        return [.. LabelledFile.Read(reader).Select(line => line.Message ?? throw new InvalidDataException($"{path}, line {line.Number}: {line.Error}"))];
    }

    private static string[] Names(SignSet signs) => [.. SignNames.All.Where((_, number) => signs.Has(number))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZaloBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The folder of ZaloBot.sln is not above the tests.");
    }
}
