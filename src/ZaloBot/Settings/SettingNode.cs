using System.Text.Json;

namespace ZaloBot.Settings;

/// <summary>What an administrator wrote, before it is known to mean anything.</summary>
internal abstract record SettingNode
{
    /// <summary>Name of the environment variable or secret file it came from; null for the settings file.</summary>
    public string? Origin { get; init; }
}

/// <summary>Named members, in their order; a name may occur twice, which is a fault to be told.</summary>
internal sealed record SettingObject(List<KeyValuePair<string, SettingNode>> Members) : SettingNode
{
    public SettingNode? Last(string name) =>
        Members.LastOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public void Set(string name, SettingNode value)
    {
        Members.RemoveAll(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        Members.Add(new(name, value));
    }
}

/// <summary>Entries of a list.</summary>
internal sealed record SettingList(List<SettingNode> Entries) : SettingNode;

/// <summary>A single value, as written.</summary>
internal sealed record SettingValue(JsonValueKind Kind, string Text) : SettingNode;
