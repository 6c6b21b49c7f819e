using System.Reflection;
using System.Text.RegularExpressions;
using ZaloBot.Words;

namespace ZaloBot.Settings;

/// <summary>Checks texts that mean something: ids, addresses, time zones, phrases, domains, templates.</summary>
internal static partial class SettingStrings
{
    /// <summary>The text in the form the bot uses, or null after noting a fault.</summary>
    public static string? Read(PropertyInfo property, string text, string path, FaultList faults)
    {
        // A blank pasted along with an id or a key is invisible and never meant.
        var trimmed = text.Trim();
        if (Has<IdAttribute>(property))
        {
            return Check(trimmed.Length == 0 && property.PropertyType == typeof(string) || Id().IsMatch(trimmed), FaultKind.BadId);
        }

        if (Has<GroupIdAttribute>(property))
        {
            return Check(trimmed.Length == 0 || GroupId().IsMatch(trimmed), FaultKind.BadGroupId);
        }

        if (Has<SecretAttribute>(property))
        {
            return trimmed;
        }

        if (Has<WebAddressAttribute>(property))
        {
            return Check(trimmed.Length == 0 || IsWebAddress(trimmed), FaultKind.BadUrl)?.TrimEnd('/');
        }

        if (Has<TimeZoneNameAttribute>(property))
        {
            return TimeZone(trimmed, path, faults);
        }

        if (Has<PhrasesAttribute>(property))
        {
            return Check(trimmed.Any(char.IsLetterOrDigit) && trimmed.Length <= 200, FaultKind.BadPhrase);
        }

        if (Has<DomainsAttribute>(property))
        {
            return Check(Domain().IsMatch(trimmed), FaultKind.BadDomain);
        }

        if (Has<FilePathAttribute>(property))
        {
            return Check(!trimmed.AsSpan().ContainsAny(Path.GetInvalidPathChars()), FaultKind.BadPath);
        }

        if (Has<LiquidAttribute>(property) && Liquid.FaultOf(text) is { } error)
        {
            faults.Error(path, FaultKind.BadTemplate, ("reason", error.ReplaceLineEndings(" ")));
            return null;
        }

        return text.Trim();

        string? Check(bool isGood, FaultKind kind)
        {
            if (!isGood)
            {
                faults.Error(path, kind, ("value", trimmed));
            }

            return isGood ? trimmed : null;
        }
    }

    private static string? TimeZone(string text, string path, FaultList faults)
    {
        if (text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
        {
            return text;
        }

        var names = TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).ToList();
        if (Nearest.To(text, names) is { } nearest)
        {
            faults.Error(path, FaultKind.BadTimeZoneNear, ("value", text), ("nearest", nearest));
        }
        else
        {
            faults.Error(path, FaultKind.BadTimeZone, ("value", text));
        }

        return null;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Host.Length > 0 && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;

    private static bool Has<TAttribute>(PropertyInfo property)
        where TAttribute : Attribute => property.GetCustomAttribute<TAttribute>() is not null;

    // 7000000000000000001
    [GeneratedRegex("^[0-9]{5,20}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    // ab12cd34ef56ab78cd90
    [GeneratedRegex("^[0-9a-fA-F]{6,40}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GroupId();

    // gov.vn, *.gov.vn, doankhoi.example.vn, tên-miền.vn
    [GeneratedRegex(@"^(\*\.)?([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();
}
