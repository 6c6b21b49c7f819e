using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace ZaloBot.Settings;

/// <summary>
/// Turns nodes into options. What is written replaces the default whole, so a list is never appended to; every fault is noted with
/// its path and the default kept in its place, so one reading finds them all.
/// </summary>
internal sealed class SettingsBinder(FaultList faults)
{
    // Sections of the host that live in the same file are none of our business.
    private static readonly string[] HostSections =
        ["$schema", "AllowedHosts", "ConnectionStrings", "Kestrel", "Logging", "Serilog", "Urls", "Http_Ports", "Https_Ports", "ForwardedHeaders_Enabled"];

    // A group's own rules begin as a copy of the rules for all.
    private RulesOptions _commonRules = new();

    // Rules whose PublicThreshold somebody wrote, in their own place or, for a group's, in the place for all.
    private readonly HashSet<object> _publicNamed = new(ReferenceEqualityComparer.Instance);

    public ZaloBotSettings Bind(SettingObject root)
    {
        var bound = new ZaloBotSettings();
        foreach (var property in Properties(typeof(ZaloBotSettings)).OrderBy(property => property.PropertyType != typeof(RulesOptions)))
        {
            BindProperty(bound, property, root, "");
            if (property.Name == nameof(ZaloBotSettings.Rules))
            {
                _commonRules = bound.Rules;
            }
        }

        CheckKeys(typeof(ZaloBotSettings), root, "", isRoot: true);
        return bound;
    }

    public static PropertyInfo[] Properties(Type type) => [.. type.GetProperties().Where(property => property.CanWrite)];

    private object BindObject(Type type, object start, SettingObject node, string path)
    {
        var bound = Activator.CreateInstance(type)!;
        foreach (var property in Properties(type))
        {
            property.SetValue(bound, property.GetValue(start));
            BindProperty(bound, property, node, path);
        }

        CheckKeys(type, node, path, isRoot: false);
        if (bound is RuleOptions rule)
        {
            CheckPublicThreshold(rule, start, node, path);
        }

        return bound;
    }

    // Threshold alone once said where the bot speaks; whoever wrote it below what now says so should know.
    private void CheckPublicThreshold(RuleOptions rule, object start, SettingObject node, string path)
    {
        var threshold = $"{path}.{nameof(RuleOptions.Threshold)}";
        if (node.Last(nameof(RuleOptions.PublicThreshold)) is not null || _publicNamed.Contains(start))
        {
            _publicNamed.Add(rule);
        }
        else if (node.Last(nameof(RuleOptions.Threshold)) is not null && rule.Enabled && rule.Threshold < rule.PublicThreshold
            && !faults.All.Any(fault => fault.Path == threshold))
        {
            faults.Warning(threshold, FaultKind.NoPublicThreshold, ("threshold", rule.Threshold), ("public", rule.PublicThreshold));
        }
    }

    private void BindProperty(object owner, PropertyInfo property, SettingObject node, string parent)
    {
        var path = parent.Length == 0 ? property.Name : $"{parent}.{property.Name}";
        var child = node.Last(property.Name);
        if (child is null && property.GetValue(owner)?.GetType() is { IsGenericType: false } section && !SettingScalars.Knows(section) && !section.IsArray)
        {
            // A section left out may have held what is required.
            child = new SettingObject([]);
        }

        if (child is not null)
        {
            if (Read(property.PropertyType, property, property.GetValue(owner), child, path) is not { } value)
            {
                return;
            }

            property.SetValue(owner, value);
        }

        if (property.GetCustomAttribute<RequiredAttribute>() is not null && property.GetValue(owner) is string { Length: 0 })
        {
            faults.Error(path, FaultKind.Required);
        }
    }

    private object? Read(Type type, PropertyInfo property, object? start, SettingNode node, string path)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (IsNull(node))
        {
            // Null says "as if not written" where that is a value of its own.
            if (Nullable.GetUnderlyingType(type) is null && type != typeof(RulesOptions))
            {
                faults.Error(path, FaultKind.Null);
            }

            return null;
        }

        if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return ReadList(inner.GenericTypeArguments[0], property, node, path);
        }

        if (inner == typeof(IReadOnlyDictionary<string, string>))
        {
            return ReadWords(property, node, path);
        }

        if (SettingScalars.Knows(inner))
        {
            if (node is not SettingValue value)
            {
                faults.Error(path, FaultKind.WrongType, ("wanted", Wanted(inner)), ("found", Found(node)));
                return null;
            }

            var before = faults.All.Count;
            var read = SettingScalars.Read(inner, property, value, path, faults);
            if (value.Origin is { } origin)
            {
                faults.Blame(before, origin);
            }

            return read;
        }

        if (node is not SettingObject members)
        {
            if (node is not SettingValue { Kind: JsonValueKind.Undefined, Text: "" })
            {
                faults.Error(path, FaultKind.WrongType, ("wanted", FaultList.Word("Type.Object")), ("found", Found(node)));
            }

            return null;
        }

        return BindObject(inner, start ?? (inner == typeof(RulesOptions) ? _commonRules : Activator.CreateInstance(inner)!), members, path);
    }

    private object? ReadList(Type entryType, PropertyInfo property, SettingNode node, string path)
    {
        if (node is not SettingList list)
        {
            faults.Error(path, FaultKind.WrongType, ("wanted", FaultList.Word("Type.List")), ("found", Found(node)));
            return null;
        }

        var entries = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(entryType))!;
        for (var i = 0; i < list.Entries.Count; i++)
        {
            if (Read(entryType, property, start: null, list.Entries[i], $"{path}[{i}]") is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private Dictionary<string, string>? ReadWords(PropertyInfo property, SettingNode node, string path)
    {
        if (node is not SettingObject members)
        {
            faults.Error(path, FaultKind.WrongType, ("wanted", FaultList.Word("Type.Object")), ("found", Found(node)));
            return null;
        }

        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, child) in members.Members)
        {
            var entryPath = $"{path}.{name}";
            if (Read(typeof(string), property, start: null, child, entryPath) is string text && !words.TryAdd(name, text))
            {
                faults.Error(entryPath, FaultKind.DuplicateKey);
            }
        }

        return words;
    }

    private void CheckKeys(Type type, SettingObject node, string path, bool isRoot)
    {
        var known = Properties(type).Select(property => property.Name).ToList();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, child) in node.Members)
        {
            var childPath = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name))
            {
                faults.Error(childPath, FaultKind.DuplicateKey);
            }
            else if (known.Contains(name, StringComparer.OrdinalIgnoreCase) || (isRoot && HostSections.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }
            else if (Nearest.To(name, known) is { } nearest)
            {
                faults.Error(childPath, FaultKind.UnknownKeyNear, ("key", child.Origin ?? name), ("nearest", nearest));
            }
            else if (!isRoot)
            {
                faults.Error(childPath, FaultKind.UnknownKey, ("key", child.Origin ?? name));
            }
        }
    }

    private static bool IsNull(SettingNode node) => node is SettingValue { Kind: JsonValueKind.Null };

    private static string Wanted(Type type) => FaultList.Word($"Type.{(type.IsEnum ? "Text" : SettingScalars.Name(type))}");

    private static string Found(SettingNode node) => FaultList.Word(node switch
    {
        SettingObject => "Type.Object",
        SettingList => "Type.List",
        SettingValue { Kind: JsonValueKind.Number } => "Type.Number",
        SettingValue { Kind: JsonValueKind.True or JsonValueKind.False } => "Type.Flag",
        _ => "Type.Text",
    });

    /// <summary>The word for what was found in place of a value.</summary>
    public static string FoundWord(SettingNode node) => Found(node);
}
