using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Infrastructure;

/// <summary>What the tests of this project speak of.</summary>
internal static class The
{
    /// <summary>Names of the writer's own signs in a text.</summary>
    public static string[] SignsOf(string text) => Names(SignReader.Default.Read(text, "").Own);

    /// <summary>Names of the signs a text quotes, denies or forbids.</summary>
    public static string[] RelayedSignsOf(string text) => Names(SignReader.Default.Read(text, "").Relayed);

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
