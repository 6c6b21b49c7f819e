using System.Globalization;

namespace ZaloBot.Settings;

/// <summary>The value, or each entry of the list, is an id of the platform: decimal digits, kept as text (fact sheet 2.4).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdAttribute : Attribute;

/// <summary>The value is a group id: hexadecimal digits of varying length (fact sheet 2.5).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GroupIdAttribute : Attribute;

/// <summary>The value is a key or token: never shown, and better kept out of the file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;

/// <summary>The value is a path, relative to the settings file; it is absolute once loaded.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilePathAttribute : Attribute;

/// <summary>The value is an absolute http or https address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressAttribute : Attribute;

/// <summary>The value is the IANA name of a time zone.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneNameAttribute : Attribute;

/// <summary>The entries are phrases: not empty, not repeated.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PhrasesAttribute : Attribute;

/// <summary>The entries are domain names, with <c>*.</c> in front if need be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DomainsAttribute : Attribute;

/// <summary>The values are Liquid templates.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LiquidAttribute : Attribute;

/// <summary>A change is taken up at the next start, not while the bot runs.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TakesRestartAttribute : Attribute;

/// <summary>Bounds of a duration, both allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SpanAttribute(string least, string most) : Attribute
{
    public TimeSpan Least { get; } = TimeSpan.Parse(least, CultureInfo.InvariantCulture);

    public TimeSpan Most { get; } = TimeSpan.Parse(most, CultureInfo.InvariantCulture);
}
