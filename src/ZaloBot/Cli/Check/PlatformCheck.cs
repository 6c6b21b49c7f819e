using System.Globalization;
using ZaloBot.Connection;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Cli.Check;

/// <summary>Looks whether the platform lets the bot in, and whether it knows the groups of the settings. Renews no token.</summary>
internal static class PlatformCheck
{
    private const string TokenArea = "token";
    private const string GroupArea = "groups";

    public static async Task RunAsync(SettingsSource settings, Store store, CheckReport report, CancellationToken cancellationToken)
    {
        await using var services = Services(settings, store);
        if (!await ExamineTokenAsync(services.GetRequiredService<TokenKeeper>(), settings.Current, report, cancellationToken))
        {
            report.Skip(GroupArea, "getgroupsofoa");
            return;
        }

        var groups = await services.GetRequiredService<ZaloClient>().ListGroupsAsync(CallPriority.Urgent, cancellationToken);
        if (groups.IsOk)
        {
            report.Good(TokenArea, "OpenAPI", "Platform.Answers");
            report.Groups = groups.Value.Items;
            CompareGroups(settings.Current, groups.Value, report);
        }
        else
        {
            var error = groups.Error;
            var code = error.Code?.ToString(CultureInfo.InvariantCulture) ?? error.HttpStatus?.ToString(CultureInfo.InvariantCulture) ?? "–";
            report.Bad(TokenArea, "OpenAPI", error.Class == ErrorClass.Transient ? "Platform.Silent" : "Platform.Refuses", code, error.Message);
            report.Skip(GroupArea, "getgroupsofoa");
        }
    }

    private static ServiceProvider Services(SettingsSource settings, Store store)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(settings).AddSingleton(store).AddSingleton(TimeProvider.System);
        services.AddZaloConnection(settings, renewsTokens: false);

        // Reads the key ring and leaves it as it is.
        services.AddKeyRing(settings.Current.Redis, readOnly: true);
        return services.BuildServiceProvider();
    }

    private static async Task<bool> ExamineTokenAsync(TokenKeeper keeper, ZaloBotSettings settings, CheckReport report, CancellationToken cancellationToken)
    {
        TokenHealth health;
        try
        {
            health = await keeper.ExamineAsync(cancellationToken);
        }
        catch (TokenException failure)
        {
            report.Bad(TokenArea, "Redis.KeyDirectory", "Token.Unreadable", failure is TokensUnreadableException ? failure.Message : failure.InnerException?.Message ?? "");
            return false;
        }

        var ends = health.ExpiresAt is { } end
            ? TimeZoneInfo.ConvertTime(end, TimeZoneInfo.FindSystemTimeZoneById(settings.Organisation.TimeZone)).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)
            : "";
        switch (health.Status)
        {
            case TokenStatus.Good:
                report.Good(TokenArea, "token", "Token.Good", ends);
                return true;
            case TokenStatus.RenewalDue or TokenStatus.RenewalUnclear:
                report.Warn(TokenArea, "token", $"Token.{health.Status}", ends);
                return true;
            case TokenStatus.ConsentNeeded:
                report.Bad(TokenArea, "token", "Token.ConsentNeeded", ends);
                return true;
            default:
                report.Bad(TokenArea, "token", $"Token.{health.Status}");
                return false;
        }
    }

    private static void CompareGroups(ZaloBotSettings settings, Listing<GroupInfo> ofOa, CheckReport report)
    {
        for (var i = 0; i < settings.Groups.Count; i++)
        {
            var declared = settings.Groups[i];
            var known = ofOa.Items.FirstOrDefault(group => group.GroupId == declared.Id);
            if (known is null)
            {
                Missing(declared, $"Groups[{i}].Id", ofOa, report);
            }
            else if (!known.IsEnabled)
            {
                report.Bad(GroupArea, $"Groups[{i}]", "Group.Disabled", declared.Name, known.AutoDeleteDate?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "–");
            }
            else
            {
                report.Good(GroupArea, $"Groups[{i}]", "Group.Good", declared.Name, declared.Mode, known.TotalMember?.ToString(CultureInfo.InvariantCulture) ?? "–");
            }
        }

        foreach (var undeclared in ofOa.Items.Where(group => settings.Group(group.GroupId) is null))
        {
            report.Warn(GroupArea, undeclared.GroupId, "Group.Undeclared", undeclared.Name ?? "");
        }
    }

    private static void Missing(GroupOptions declared, string path, Listing<GroupInfo> ofOa, CheckReport report)
    {
        if (Nearest.To(declared.Id, ofOa.Items.Select(group => group.GroupId)) is { } nearest)
        {
            report.Bad(GroupArea, path, "Group.Near", declared.Name, declared.Id, nearest, ofOa.Items.First(group => group.GroupId == nearest).Name ?? "");
        }
        else if (ofOa.IsWhole)
        {
            report.Bad(GroupArea, path, "Group.Unknown", declared.Name, declared.Id);
        }
        else
        {
            report.Warn(GroupArea, path, "Group.ListNotWhole", declared.Name);
        }
    }
}
