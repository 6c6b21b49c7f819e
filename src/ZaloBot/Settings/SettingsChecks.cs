using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

using StackExchange.Redis;
using ZaloBot.Rules;
using ZaloBot.Words;

namespace ZaloBot.Settings;

/// <summary>What only shows when several settings are seen together.</summary>
internal static partial class SettingsChecks
{
    public static void Run(ZaloBotSettings settings, DateOnly today, FaultList faults)
    {
        CheckKeys(settings.Zalo, faults);
        CheckAddresses(settings, faults);
        CheckStore(settings.Redis, faults);
        CheckOrganisation(settings.Organisation, faults);
        GroupChecks.Run(settings, today, faults);
        CheckRules(settings.Rules, "Rules", faults);
        CheckLadder(settings.Warnings.Ladder, faults);
        CheckTemplates(settings.Warnings.Templates.Keys, faults);
        CheckAlerts(settings, faults);
        CheckJudge(settings.Judge, faults);
        if (settings.Reminders.Count > 0)
        {
            faults.Warning("Reminders", FaultKind.NotInThisVersion);
        }
    }

    /// <summary>Bounds of one set of rules against each other; of a group's own, only those it does not share with all.</summary>
    public static void CheckRules(RulesOptions rules, string path, FaultList faults, RulesOptions? common = null)
    {
        var shared = common is null ? [] : Named(common).Select(pair => pair.Rule).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var (name, rule) in Named(rules).Where(pair => !shared.Contains(pair.Rule)))
        {
            if (rule.ReviewThreshold > rule.Threshold)
            {
                faults.Error($"{path}.{name}.ReviewThreshold", FaultKind.ReviewAboveThreshold, ("review", rule.ReviewThreshold), ("threshold", rule.Threshold));
            }

            CheckPhrases(rule.Phrases, $"{path}.{name}.Phrases", faults);
            CheckPhrases(rule.Except, $"{path}.{name}.Except", faults);
            foreach (var both in rule.Phrases.Intersect(rule.Except, StringComparer.OrdinalIgnoreCase))
            {
                faults.Error($"{path}.{name}.Except", FaultKind.PhraseAndException, ("value", both));
            }
        }
    }

    private static (string Name, RuleOptions Rule)[] Named(RulesOptions rules) =>
    [
        ("Personal", rules.Personal), ("OffTopic", rules.OffTopic), ("Advertising", rules.Advertising),
        ("Unofficial", rules.Unofficial), ("Uncivil", rules.Uncivil), ("Scam", rules.Scam),
    ];

    private static void CheckPhrases(IReadOnlyList<string> phrases, string path, FaultList faults)
    {
        CheckRepeats(phrases, path, faults);
        foreach (var phrase in phrases)
        {
            var words = PhraseWords.Of(phrase);
            if (words is null)
            {
                faults.Warning(path, FaultKind.PhraseNeverFound, ("value", phrase));
            }
            else if (words.Length == 1 && phrase.Length > 1)
            {
                // "C++" is looked for as "c", and every message that counts a), b), c) holds one.
                faults.Warning(path, FaultKind.PhraseOneLetter, ("value", phrase), ("read", words));
            }
            else if (PhraseWords.GoOnAfterASentence(phrase))
            {
                faults.Warning(path, FaultKind.PhraseOverSentences, ("value", phrase));
            }
        }
    }

    public static void CheckRepeats(IReadOnlyList<string> entries, string path, FaultList faults)
    {
        foreach (var repeated in entries.GroupBy(entry => entry, StringComparer.OrdinalIgnoreCase).Where(same => same.Skip(1).Any()))
        {
            faults.Warning(path, FaultKind.Repeated, ("value", repeated.Key));
        }
    }

    private static void CheckKeys(ZaloOptions zalo, FaultList faults)
    {
        if (zalo.OaSecretKey.Length == 0)
        {
            faults.Warning("Zalo.OaSecretKey", FaultKind.NoOaSecretKey);
        }

        if (zalo.AppSecretKey.Length == 0)
        {
            faults.Warning("Zalo.AppSecretKey", FaultKind.NoAppSecretKey);
        }
        else if (zalo.AppSecretKey == zalo.OaSecretKey)
        {
            faults.Error("Zalo.OaSecretKey", FaultKind.SameKeys);
        }

        if (zalo.PreviousOaSecretKey.Length > 0 && zalo.PreviousOaSecretKey == zalo.OaSecretKey)
        {
            faults.Warning("Zalo.PreviousOaSecretKey", FaultKind.PreviousKeySame);
        }

        if (zalo.AccessToken.Length > 0 && zalo.RefreshToken.Length == 0)
        {
            faults.Warning("Zalo.RefreshToken", FaultKind.NoRefreshToken);
        }

        if (zalo.DomainVerification.Length > 0 && !VerificationCode().IsMatch(zalo.DomainVerification))
        {
            faults.Error("Zalo.DomainVerification", FaultKind.BadVerification);
        }

        if (zalo.AppId.Length > 0 && zalo.AppId == zalo.OaId)
        {
            faults.Error("Zalo.OaId", FaultKind.SameIds);
        }
    }

    private static void CheckAddresses(ZaloBotSettings settings, FaultList faults)
    {
        (string Path, string Address)[] addresses =
            [("Zalo.OpenApiUrl", settings.Zalo.OpenApiUrl), ("Zalo.OAuthUrl", settings.Zalo.OAuthUrl), ("Dashboard.PublicUrl", settings.Dashboard.PublicUrl)];
        foreach (var (path, address) in addresses)
        {
            if (address.Length == 0 && path != "Dashboard.PublicUrl")
            {
                faults.Error(path, FaultKind.Required);
            }
            else if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !IsNear(uri))
            {
                faults.Warning(path, FaultKind.PlainHttp, ("value", address));
            }
        }
    }

    private static void CheckStore(RedisOptions redis, FaultList faults)
    {
        if (redis.ConnectionString.Length == 0)
        {
            return;
        }

        try
        {
            if (ConfigurationOptions.Parse(redis.ConnectionString).EndPoints.Count == 0)
            {
                faults.Error("Redis.ConnectionString", FaultKind.BadConnectionString);
            }
        }
        catch (ArgumentException)
        {
            faults.Error("Redis.ConnectionString", FaultKind.BadConnectionString);
        }
    }

    private static void CheckOrganisation(OrganisationOptions organisation, FaultList faults)
    {
        var hours = organisation.WorkingHours;
        if (hours.From >= hours.To)
        {
            faults.Error("Organisation.WorkingHours.To", FaultKind.HoursBackwards, ("from", SettingScalars.Write(hours.From)), ("to", SettingScalars.Write(hours.To)));
        }

        if (hours.Days.Count == 0)
        {
            faults.Error("Organisation.WorkingHours.Days", FaultKind.EmptyList);
        }

        CheckRepeats([.. hours.Days.Select(day => day.ToString())], "Organisation.WorkingHours.Days", faults);
        CheckRepeats([.. organisation.Holidays.Select(day => SettingScalars.Write(day))], "Organisation.Holidays", faults);
        CheckRepeats(organisation.Administrators, "Organisation.Administrators", faults);
        if (organisation.Administrators.Count == 0)
        {
            faults.Warning("Organisation.Administrators", FaultKind.NoAdministrators);
        }

        foreach (var (name, title) in organisation.Positions)
        {
            if (!PositionName().IsMatch(name))
            {
                faults.Error($"Organisation.Positions.{name}", FaultKind.BadPositionName, ("value", name));
            }

            if (title.Length == 0)
            {
                faults.Error($"Organisation.Positions.{name}", FaultKind.Required);
            }
        }
    }

    private static void CheckLadder(IReadOnlyList<LadderStep> ladder, FaultList faults)
    {
        for (var i = 0; i < ladder.Count; i++)
        {
            if (i == 0 && ladder[i].Breach != 1)
            {
                faults.Error("Warnings.Ladder[0].Breach", FaultKind.LadderStart, ("value", ladder[i].Breach));
            }
            else if (i > 0 && ladder[i].Breach <= ladder[i - 1].Breach)
            {
                faults.Error($"Warnings.Ladder[{i}].Breach", FaultKind.LadderOrder, ("value", ladder[i].Breach), ("before", ladder[i - 1].Breach));
            }
        }
    }

    private static void CheckTemplates(IEnumerable<string> names, FaultList faults)
    {
        foreach (var name in names.Where(name => !Wording.Names.Contains(name, StringComparer.Ordinal)))
        {
            var nearest = Nearest.To(name, Wording.Names);
            faults.Error($"Warnings.Templates.{name}", nearest is null ? FaultKind.UnknownTemplate : FaultKind.UnknownTemplateNear,
                ("value", name), ("nearest", nearest ?? ""), ("allowed", string.Join(", ", Wording.Names.Order(StringComparer.Ordinal))));
        }
    }

    private static void CheckAlerts(ZaloBotSettings settings, FaultList faults)
    {
        var alerts = settings.Alerts;
        if (alerts.Fallback == AlertFallback.Group && alerts.FallbackGroup.Length == 0)
        {
            faults.Error("Alerts.FallbackGroup", FaultKind.Required);
        }
        else if (alerts.FallbackGroup.Length > 0 && settings.Group(alerts.FallbackGroup) is null)
        {
            var nearest = Nearest.To(alerts.FallbackGroup, settings.Groups.Select(group => group.Id));
            faults.Error("Alerts.FallbackGroup", nearest is null ? FaultKind.UnknownGroup : FaultKind.UnknownGroupNear,
                ("value", alerts.FallbackGroup), ("nearest", nearest ?? ""));
        }
    }

    private static void CheckJudge(JudgeOptions judge, FaultList faults)
    {
        if (!judge.Enabled)
        {
            return;
        }

        if (judge.Url.Length == 0)
        {
            faults.Error("Judge.Url", FaultKind.Required);
        }
        else if (judge.MembersConsent.Length == 0 && !IsNear(new Uri(judge.Url)))
        {
            faults.Error("Judge.Url", FaultKind.JudgeOutside, ("value", judge.Url));
        }

        if (judge.Model.Length == 0)
        {
            faults.Error("Judge.Model", FaultKind.Required);
        }

        if (judge.PromptFile.Length > 0 && !File.Exists(judge.PromptFile))
        {
            faults.Error("Judge.PromptFile", FaultKind.PromptMissing, ("file", judge.PromptFile));
        }
    }

    // This machine or its own network: loopback, private addresses, names without a dot (containers of one deployment).
    private static bool IsNear(Uri address)
    {
        if (address.IsLoopback || (address.HostNameType == UriHostNameType.Dns && !address.Host.Contains('.', StringComparison.Ordinal)))
        {
            return true;
        }

        if (!IPAddress.TryParse(address.Host, out var ip))
        {
            return false;
        }

        var bytes = ip.GetAddressBytes();
        return ip.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
            : ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
    }

    // bi-thu-csd
    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PositionName();

    // The code alone, not the whole meta tag.
    [GeneratedRegex("^[A-Za-z0-9_-]{1,200}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VerificationCode();
}
