namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>The webhook bodies kept as files, a folder an event. Every surprise of the platform becomes one more file.</summary>
public static class Payloads
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Payloads");

    /// <summary>All of them but the unusable, as <c>folder/file</c>.</summary>
    public static TheoryData<string> Usable() => [.. Names().Where(name => !name.StartsWith("unusable/", StringComparison.Ordinal))];

    /// <summary>Whole JSON that is of no use.</summary>
    public static TheoryData<string> Unusable() => [.. Names().Where(name => name.StartsWith("unusable/", StringComparison.Ordinal))];

    public static byte[] Body(string name) => File.ReadAllBytes(Path.Combine(Root, $"{name}.json"));

    /// <summary>What is to be read from it, written down beside it.</summary>
    public static string Expected(string name) => File.ReadAllText(Path.Combine(Root, $"{name}.expected.txt")).ReplaceLineEndings("\n").TrimEnd();

    private static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.ChangeExtension(Path.GetRelativePath(Root, path), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
