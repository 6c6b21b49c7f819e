using System.Collections.Concurrent;
using System.Reflection;
using Fluid;
using ZaloBot.Settings;

namespace ZaloBot.Words;

/// <summary>
/// Everything the bot says, from Liquid templates: the shipped ones lie beside this file, an office replaces any of them in
/// <c>Warnings.Templates</c>.
/// </summary>
public sealed class Wording
{
    private static readonly Dictionary<string, string> Shipped = LoadShipped();

    // Text goes into a chat message, not into a page: nothing is escaped, and user text is defused before it gets here.
    private static readonly TemplateOptions Options = new() { MaxSteps = 10_000 };

    private readonly ConcurrentDictionary<string, IFluidTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>The names under which templates can be replaced in the settings.</summary>
    public static IReadOnlyCollection<string> Names => Shipped.Keys;

    /// <summary>The shipped text of a template.</summary>
    public static string ShippedText(string name) => Shipped[name];

    /// <summary>Fills a template.</summary>
    /// <param name="name">Which; one of <see cref="Names"/>.</param>
    /// <param name="settings">May replace the shipped text.</param>
    /// <param name="values">What the template may name.</param>
    public string Say(string name, WarningOptions settings, object values)
    {
        var text = settings.Templates.GetValueOrDefault(name) ?? Shipped[name];
        var template = _parsed.GetOrAdd(text, Liquid.Parse);
        return template.Render(new TemplateContext(values, Options, allowModelMembers: true)).Trim();
    }

    private static Dictionary<string, string> LoadShipped()
    {
        const string Folder = "ZaloBot.Words.Templates.";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(
                name => Path.GetFileNameWithoutExtension(name[Folder.Length..]),
                name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                },
                StringComparer.Ordinal);
    }
}
