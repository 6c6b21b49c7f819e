using ZaloBot.Emulator;
using ZaloBot.Settings;

namespace ZaloBot.Cli.Demo;

/// <summary>The settings of the invented office of the demo.</summary>
internal static class DemoOffice
{
    public static ZaloBotSettings Settings(Uri platform, TokenPair tokens, string dataDirectory) => new()
    {
        Zalo = new ZaloOptions
        {
            AppId = "1234567890123456789",
            OaId = "4000000000000000001",
            AppSecretKey = "appSecretForTests",
            OaSecretKey = "oaSecretForTests000",
            AccessToken = tokens.AccessToken,
            RefreshToken = tokens.RefreshToken,
            OpenApiUrl = platform.ToString().TrimEnd('/'),
            OAuthUrl = platform.ToString().TrimEnd('/'),
            CallsPerMinute = 1_000,
        },
        Redis = new RedisOptions { DataDirectory = dataDirectory },
        Log = new LogOptions { Level = LogLevelName.Error, Form = LogForm.Text },
        Organisation = new OrganisationOptions
        {
            Name = "Đoàn Khối (mẫu)",
            Secretary = SampleWorld.Secretary,
            Administrators = [SampleWorld.Administrator],
            Positions = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ban-thuong-vu"] = "Ủy viên Ban Thường vụ",
                ["bi-thu-csd"] = "Bí thư cơ sở đoàn",
                ["pho-bi-thu-csd"] = "Phó Bí thư cơ sở đoàn",
            },
        },
        Groups =
        [
            new GroupOptions
            {
                Id = SampleWorld.MainGroup,
                Name = "Đoàn Khối các CQ&DN (mẫu)",
                Mode = GroupMode.Remind,
                Leaders = [SampleWorld.Secretary],
                AllowedPositions = ["ban-thuong-vu", "bi-thu-csd", "pho-bi-thu-csd"],
                OnUnauthorisedMember = UnauthorisedMember.Alert,
                RosterComplete = true,
            },
            new GroupOptions
            {
                Id = SampleWorld.CampGroup,
                Name = "Hội trại 26/3 (mẫu)",
                Kind = GroupKind.Task,
                Mode = GroupMode.Observe,
                Leaders = [SampleWorld.DeputySecretary],
                Purpose = "Chuẩn bị hội trại",
            },
            new GroupOptions { Id = SampleWorld.CommitteeGroup, Name = "Thường trực (mẫu)", Mode = GroupMode.Remind, Leaders = [SampleWorld.Secretary] },
        ],
    };

    /// <summary>After the day is over, visitors try their own sentences: nothing waits for an hour or for quiet.</summary>
    public static ZaloBotSettings ForVisitors(ZaloBotSettings settings) => settings with
    {
        Warnings = settings.Warnings with { GroupCooldown = TimeSpan.Zero, MaxPerGroupPerDay = 1_000, OnlyInWorkingHours = false },
        Alerts = settings.Alerts with { OnlyInWorkingHours = false, MaxPerLeaderPerDay = 1_000, MaxQuestionsPerLeaderPerDay = 1_000 },
    };
}
