using ZaloBot.Emulator;
using ZaloBot.Settings;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>The facts of every scenario: people, groups and settings of the emulator's sample world, and the hour.</summary>
internal static class The
{
    public const string Group = SampleWorld.MainGroup;
    public const string QuietGroup = SampleWorld.CampGroup;
    public const string LeadersGroup = SampleWorld.CommitteeGroup;
    public const string UndeclaredGroup = "ab12cd34ef56ab78cdff";
    public const string Leader = SampleWorld.Secretary;
    public const string Administrator = SampleWorld.Administrator;
    public const string Member = "7000000000000000004";
    public const string OtherMember = "7000000000000000005";
    public const string Stranger = SampleWorld.Stranger;

    /// <summary>Nine o'clock on a Tuesday in Viet Nam: the office works.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Clear breaches and clear work, as people write them.</summary>
    public const string Advertisement = "Em bán mỹ phẩm xách tay giá rẻ, chị em inbox em chốt đơn nha, freeship toàn tỉnh, mua 2 tặng 1 ạ";

    public const string OtherAdvertisement = "Nhà em thanh lý 3 bộ quần áo giá sỉ, ai mua inbox em để giá tốt, giao tận nơi nha";

    public const string Work = "Kính gửi các đồng chí, đề nghị các cơ sở đoàn gửi báo cáo tháng 11 về Văn phòng Đoàn khối trước 17 giờ ngày 25/11.";

    public static ZaloBotSettings Settings { get; } = new()
    {
        Zalo = new ZaloOptions
        {
            AppId = "1234567890123456789",
            OaId = "4000000000000000001",
            AppSecretKey = "appSecretForTests",
            OaSecretKey = "oaSecretForTests000",
            CallsPerMinute = 2_000,
        },
        // The clock leaps by weeks in many a test; only those about silence want to hear of it.
        Alerts = new AlertOptions { AfterSilence = TimeSpan.Zero },
        Log = new LogOptions { Level = LogLevelName.Information, Form = LogForm.Json },
        Organisation = new OrganisationOptions
        {
            Name = "Đoàn Khối mẫu",
            Secretary = Leader,
            Administrators = [Administrator],
            Positions = new Dictionary<string, string>(StringComparer.Ordinal) { ["bi-thu-csd"] = "Bí thư cơ sở đoàn" },
        },
        Groups =
        [
            new GroupOptions
            {
                Id = Group, Name = "Đoàn Khối mẫu", Mode = GroupMode.Remind, Leaders = [Leader], AllowedPositions = ["bi-thu-csd"],
                OnUnauthorisedMember = UnauthorisedMember.Alert, RosterComplete = true,
            },
            new GroupOptions { Id = QuietGroup, Name = "Hội trại mẫu", Kind = GroupKind.Task, Mode = GroupMode.Observe, Leaders = [SampleWorld.DeputySecretary] },
            new GroupOptions { Id = LeadersGroup, Name = "Thường trực mẫu", Mode = GroupMode.Observe, Leaders = [Leader] },
        ],
    };

    public static PeopleDirectory People { get; } = new(
    [
        new ZaloBot.Settings.Person("7000000000000000007", "Kim Văn Thí Điểm", "Đoàn trường C", ["bi-thu-csd"], Line: 2),
    ]);
}
