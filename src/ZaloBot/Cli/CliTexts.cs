using System.Globalization;
using System.Resources;

namespace ZaloBot.Cli;

/// <summary>What commands say, from <c>CliTexts.resx</c>.</summary>
internal static class CliTexts
{
    private static readonly ResourceManager Texts = new("ZaloBot.Cli.CliTexts", typeof(CliTexts).Assembly);

    /// <summary>A sentence, its <c>{0}</c>, <c>{1}</c>, … filled.</summary>
    public static string Get(string name, params object[] values) => Find(name, values) ?? throw new MissingManifestResourceException(name);

    /// <summary>The same, or null when there is no such sentence.</summary>
    public static string? Find(string name, params object[] values) =>
        Texts.GetString(name, CultureInfo.InvariantCulture) is { } text
            ? values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values)
            : null;
}
